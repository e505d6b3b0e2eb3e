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

package io.kinsumer.dynamodblocal;

import java.lang.reflect.Field;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Runs DynamoDB Local in memory, on 127.0.0.1 and any free port, until its standard input
 * ends: so it goes with the process that started it. Its first line of output that starts
 * with {@code port=} tells the port.
 */
public final class DynamoDbLocalMain {

	private DynamoDbLocalMain() {
	}

	public static void main(String[] args) throws Exception {
		DynamoDBProxyServer proxy = ServerRunner
			.createServerFromCommandLineArgs(new String[] { "-inMemory", "-sharedDb", "-disableTelemetry" });
		ServerConnector connector = connector(proxy);
		// it would listen on every interface, and nothing of its own says otherwise
		connector.setHost("127.0.0.1");
		connector.setPort(0);
		proxy.start();
		System.out.println("port=" + connector.getLocalPort());
		while (System.in.read() != -1) {
			// nothing is expected here
		}
		proxy.stop();
		System.exit(0);
	}

	private static ServerConnector connector(DynamoDBProxyServer proxy) throws IllegalAccessException {
		for (Field field : DynamoDBProxyServer.class.getDeclaredFields()) {
			if (Server.class.isAssignableFrom(field.getType())) {
				field.setAccessible(true);
				Connector[] connectors = ((Server) field.get(proxy)).getConnectors();
				if (connectors.length == 1 && connectors[0] instanceof ServerConnector connector) {
					return connector;
				}
			}
		}
		throw new IllegalStateException("DynamoDB Local is not built as expected: it has no single connector");
	}

}
