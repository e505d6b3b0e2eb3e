/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.kinsumer.test.server;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1} that was just made up, and
 * its key. The only class that needs {@code io.netty:netty-pkitesting}, which is
 * optional, because it brings a large library with it.
 *
 * @param certificate the certificate, its own issuer
 * @param key its key
 * @param pem the certificate in PEM
 */
record GeneratedCertificate(X509Certificate certificate, PrivateKey key, String pem) {

	private static final Duration VALIDITY = Duration.ofDays(365);

	static GeneratedCertificate create() throws Exception {
		// by the system's clock, as clients check it by theirs
		Instant now = Instant.now();
		X509Bundle bundle = new CertificateBuilder().subject("CN=localhost,O=Embedded Kinesis")
			.ecp256()
			.notBefore(now.minus(Duration.ofDays(1)))
			.notAfter(now.plus(VALIDITY))
			.addSanDnsName("localhost")
			.addSanIpAddress("127.0.0.1")
			.addExtendedKeyUsageServerAuth()
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		return new GeneratedCertificate(bundle.getCertificate(), bundle.getKeyPair().getPrivate(),
				bundle.getCertificatePEM());
	}

}
