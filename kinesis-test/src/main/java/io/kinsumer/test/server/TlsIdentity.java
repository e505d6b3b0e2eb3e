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

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * A certificate of its own that a server made up for {@code localhost} and
 * {@code 127.0.0.1}, valid for a year, and its key, which stays in memory. No client
 * trusts it unless told.
 */
public final class TlsIdentity {

	private static final Duration VALIDITY = Duration.ofDays(365);

	private final X509Bundle bundle;

	private TlsIdentity(X509Bundle bundle) {
		this.bundle = bundle;
	}

	static TlsIdentity generate() {
		// by the system's clock, as clients check it by theirs
		Instant now = Instant.now();
		try {
			return new TlsIdentity(new CertificateBuilder().subject("CN=localhost,O=Embedded Kinesis")
				.ecp256()
				.notBefore(now.minus(Duration.ofDays(1)))
				.notAfter(now.plus(VALIDITY))
				.addSanDnsName("localhost")
				.addSanIpAddress("127.0.0.1")
				.addExtendedKeyUsageServerAuth()
				.setIsCertificateAuthority(true)
				.buildSelfSigned());
		}
		catch (Exception ex) {
			throw new IllegalStateException("Cannot make a certificate: " + ex.getMessage(), ex);
		}
	}

	SslContext context() {
		try {
			return SslContextBuilder.forServer(this.bundle.getKeyPair().getPrivate(), this.bundle.getCertificate())
				.sslProvider(SslProvider.JDK)
				.ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
				.applicationProtocolConfig(new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
						ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
						ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
						ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1))
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("Cannot set up TLS: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the certificate.
	 * @return the certificate, its own issuer
	 */
	public X509Certificate certificate() {
		return this.bundle.getCertificate();
	}

	/**
	 * Return the certificate as a file of it would read.
	 * @return the certificate in PEM
	 */
	public String certificatePem() {
		return this.bundle.getCertificatePEM();
	}

	/**
	 * Return what trusts this certificate and no other.
	 * @return trust managers, as the HTTP clients of the AWS SDK take them by
	 * {@code tlsTrustManagersProvider}
	 */
	public TrustManager[] trustManagers() {
		return this.bundle.toTrustManagerFactory().getTrustManagers();
	}

}
