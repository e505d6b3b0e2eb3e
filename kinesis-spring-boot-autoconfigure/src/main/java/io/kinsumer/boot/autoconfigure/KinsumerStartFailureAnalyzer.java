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

package io.kinsumer.boot.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.StreamBusyException;
import io.kinsumer.core.client.StreamConsumerException;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.spring.listener.KinsumerStartException;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains why a kinsumer could not join its group.
 */
class KinsumerStartFailureAnalyzer extends AbstractFailureAnalyzer<KinsumerStartException> {

	private final Set<String> kinsumers;

	KinsumerStartFailureAnalyzer(Environment environment) {
		this.kinsumers = Binder.get(environment)
			.bind("kinesis.kinsumers", Bindable.mapOf(String.class, Object.class))
			.map(Map::keySet)
			.orElse(Set.of());
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, KinsumerStartException failure) {
		Throwable cause = failure.getCause();
		if (cause instanceof NoSuchStreamException && !this.kinsumers.contains(failure.getKinsumer())) {
			return new FailureAnalysis(failure.getListener() + " listens to '" + failure.getKinsumer()
					+ "', which is neither a kinsumer under kinesis.kinsumers "
					+ (this.kinsumers.isEmpty() ? "(there is none)" : new TreeSet<>(this.kinsumers))
					+ " nor a stream: there is no stream '" + failure.getStream() + "' (" + failure.getLocation() + ")."
					+ NearMatches.question(failure.getKinsumer(), this.kinsumers),
					"Correct the name, or configure " + PropertyKeys.kinsumer(failure.getKinsumer())
							+ ".stream-name, or create the stream (aws kinesis create-stream --stream-name "
							+ failure.getStream()
							+ " --shard-count 1). If it is elsewhere, correct region and endpoint under kinesis.clients, "
							+ "and kinesis.naming.pattern and kinesis.application.*, which make its name.",
					failure);
		}
		if (cause instanceof NoSuchStreamException) {
			return analysis(failure,
					"there is no stream '" + failure.getStream() + "' in the region and account of its client",
					"Create the stream (aws kinesis create-stream --stream-name " + failure.getStream()
							+ " --shard-count 1), or correct its name: see "
							+ PropertyKeys.kinsumer(failure.getKinsumer())
							+ ".stream-name, kinesis.naming.pattern and kinesis.application.*. If the stream is "
							+ "elsewhere, correct region and endpoint under kinesis.clients.");
		}
		if (cause instanceof StreamBusyException) {
			return analysis(failure, String.valueOf(cause.getMessage()),
					"Wait until the stream is ACTIVE (aws kinesis wait stream-exists --stream-name "
							+ failure.getStream() + "), then start again.");
		}
		if (cause instanceof StreamConsumerException) {
			return analysis(failure, String.valueOf(cause.getMessage()),
					"See " + PropertyKeys.kinsumer(failure.getKinsumer())
							+ ".retrieval, which is fan-out, and .fan-out.*. "
							+ "Set retrieval to polling to read without a registered consumer.");
		}
		if (cause instanceof MetadataException) {
			return analysis(failure, String.valueOf(cause.getMessage()), "See "
					+ PropertyKeys.kinsumer(failure.getKinsumer())
					+ ".metadata.*: name another table with table-name, let it be created with "
					+ "create-table=true, or create it with the hash key 'namespace' and the range key "
					+ "'resource', both strings. The client needs dynamodb:DescribeTable, GetItem, Query, PutItem, "
					+ "UpdateItem and DeleteItem on it, and to create it CreateTable, DescribeTimeToLive and "
					+ "UpdateTimeToLive.");
		}
		if (cause instanceof AccessDeniedException) {
			return analysis(failure, String.valueOf(cause.getMessage()),
					"Check the credentials that the client uses (kinesis.clients.<name>.credentials, profile, role-arn, "
							+ "or the AWS SDK's environment), and that they allow to read the stream and to use the "
							+ "metadata table.");
		}
		if (cause instanceof DependencyException && cause.getCause() instanceof TimeoutException) {
			return analysis(failure, "Kinesis or DynamoDB did not answer in time",
					"Check that something listens at that endpoint, such as a LocalStack that was started, or without "
							+ "one, that this machine reaches AWS in that region: proxy (kinesis.clients.<name>.http.proxy), "
							+ "security groups, VPC endpoints.");
		}
		return analysis(failure, (cause != null) ? String.valueOf(cause.getMessage()) : "for an unknown reason",
				"Check that the client reaches Kinesis and DynamoDB: its region, endpoint and credentials under "
						+ "kinesis.clients.");
	}

	private static FailureAnalysis analysis(KinsumerStartException failure, String reason, String action) {
		return new FailureAnalysis("The kinsumer '" + failure.getKinsumer() + "' on stream '" + failure.getStream()
				+ "' could not start (" + failure.getLocation() + "): " + reason + ".", action, failure);
	}

}
