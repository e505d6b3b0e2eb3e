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

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;

/**
 * A certificate of its own that a server made up for {@code localhost} and
 * {@code 127.0.0.1}, valid for a year, and its key, which stays in memory. No client
 * trusts it unless told.
 */
public final class TlsIdentity {

	private final X509Certificate certificate;

	private final PrivateKey key;

	private final String pem;

	private TlsIdentity(X509Certificate certificate, PrivateKey key, String pem) {
		this.certificate = certificate;
		this.key = key;
		this.pem = pem;
	}

	static TlsIdentity generate() {
		try {
			GeneratedCertificate generated = GeneratedCertificate.create();
			return new TlsIdentity(generated.certificate(), generated.key(), generated.pem());
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException("TLS needs io.netty:netty-pkitesting on the class path, which makes the"
					+ " certificate: add this dependency in scope test, or do without TLS", ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Cannot make a certificate: " + ex.getMessage(), ex);
		}
	}

	SslContext context() {
		try {
			return SslContextBuilder.forServer(this.key, this.certificate)
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
		return this.certificate;
	}

	/**
	 * Return the certificate as a file of it would read.
	 * @return the certificate in PEM
	 */
	public String certificatePem() {
		return this.pem;
	}

	/**
	 * Return what trusts this certificate and no other.
	 * @return trust managers, as the HTTP clients of the AWS SDK take them by
	 * {@code tlsTrustManagersProvider}
	 */
	public TrustManager[] trustManagers() {
		try {
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			trusted.setCertificateEntry("embedded-kinesis", this.certificate);
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trusted);
			return factory.getTrustManagers();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("Cannot set up trust: " + ex.getMessage(), ex);
		}
	}

}
