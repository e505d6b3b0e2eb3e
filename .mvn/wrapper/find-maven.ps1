# Copyright 2026 the original author or authors.
#
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#      https://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.
#
# The Windows half of mvnw: prints the path of the Maven to run, and nothing else, to the
# standard output. MVNW_REPOURL and MAVEN_USER_HOME mean the same as there.

$ProgressPreference = 'SilentlyContinue'

function Fail([string] $message) {
    [Console]::Error.WriteLine("mvnw: $message")
    exit 1
}

$settings = @{}
foreach ($line in Get-Content (Join-Path $PSScriptRoot 'maven-wrapper.properties')) {
    if ($line -match '^([^#=]+)=(.+)$') {
        $settings[$Matches[1]] = $Matches[2].Trim()
    }
}
$version = $settings['mavenVersion']
$range = "$($settings['minimumVersion']) or newer (below $($settings['belowVersion']))"

# Java

if ($env:JAVA_HOME) {
    $java = Join-Path $env:JAVA_HOME 'bin\java.exe'
    $javac = Join-Path $env:JAVA_HOME 'bin\javac.exe'
    if (-not (Test-Path $java) -or -not (Test-Path $javac)) {
        Fail "JAVA_HOME is '$env:JAVA_HOME', which is no JDK: set JAVA_HOME to a JDK 17 or newer"
    }
}
else {
    $command = Get-Command java.exe -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $command -or -not (Get-Command javac.exe -ErrorAction SilentlyContinue)) {
        Fail 'no JDK found: install a JDK 17 or newer, or set JAVA_HOME to one'
    }
    $java = $command.Source
}
$javaVersion = & $java --version 2>$null | Select-Object -First 1
if ("$javaVersion" -notmatch '^\S+ (\d+)' -or [int] $Matches[1] -lt 17) {
    Fail "$java is '$javaVersion': install a JDK 17 or newer, or set JAVA_HOME to one"
}

# An installed Maven that fits

$installed = Get-Command mvn.cmd -ErrorAction SilentlyContinue | Select-Object -First 1
if ($installed) {
    $answer = & $installed.Source --version 2>$null | Out-String
    if ($answer -match 'Apache Maven (\d+\.\d+(\.\d+)?)') {
        $found = [version] $Matches[1]
        if ($found -ge [version] $settings['minimumVersion'] -and $found.Major -lt [int] $settings['belowVersion']) {
            Write-Output $installed.Source
            exit 0
        }
    }
}

# The pinned Maven

$sha512 = $settings['sha512.zip']
$userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $env:USERPROFILE '.m2' }
$dists = Join-Path $userHome 'wrapper\dists'
$mavenHome = Join-Path $dists "apache-maven-$version-$($sha512.Substring(0, 16))"
$maven = Join-Path $mavenHome 'bin\mvn.cmd'

if (-not (Test-Path $maven)) {
    $base = if ($env:MVNW_REPOURL) { $env:MVNW_REPOURL } else { $settings['distributionBase'] }
    $url = "$($base.TrimEnd('/'))/$version/binaries/apache-maven-$version-bin.zip"
    $work = Join-Path $dists "download.$([Guid]::NewGuid())"
    [Console]::Error.WriteLine("mvnw: no Maven of version $range is installed; downloading $url")
    try {
        New-Item -ItemType Directory -Force -Path $work -ErrorAction Stop | Out-Null
        $archive = Join-Path $work 'maven.zip'
        try {
            [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
            Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $archive -ErrorAction Stop
        }
        catch {
            Fail "$url could not be downloaded ($($_.Exception.Message)): check the network, or install Maven $range"
        }
        $actual = (Get-FileHash -Algorithm SHA512 -Path $archive).Hash.ToLowerInvariant()
        if ($actual -ne $sha512) {
            Fail "$url does not have the pinned checksum and was not used:`n  expected SHA-512 $sha512`n  but it is        $actual"
        }
        Expand-Archive -Path $archive -DestinationPath $work -ErrorAction Stop
        # Another mvnw may have been faster: its copy has the same checksum.
        if (-not (Test-Path $maven)) {
            Move-Item -Path (Join-Path $work "apache-maven-$version") -Destination $mavenHome -ErrorAction Stop
        }
    }
    catch {
        if (-not (Test-Path $maven)) {
            Fail "$mavenHome could not be written: $($_.Exception.Message)"
        }
    }
    finally {
        Remove-Item -Recurse -Force -Path $work -ErrorAction SilentlyContinue
    }
}
Write-Output $maven
