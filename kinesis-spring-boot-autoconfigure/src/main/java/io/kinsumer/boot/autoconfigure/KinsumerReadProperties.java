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

import org.jspecify.annotations.Nullable;

/**
 * Settings of how a kinsumer reads its stream.
 */
public abstract class KinsumerReadProperties {

	private final FanOut fanOut = new FanOut();

	private final StreamOwner streamOwner = new StreamOwner();

	/**
	 * How records are read: by polling, which shares the throughput of a shard with other
	 * readers, or by enhanced fan-out, which has its own and is paid for.
	 */
	private Retrieval retrieval = Retrieval.POLLING;

	/**
	 * ARN of a role that is assumed to read the stream, in place of the client's. The
	 * metadata table is used without it.
	 */
	private @Nullable String roleArn;

	KinsumerReadProperties() {
	}

	public FanOut getFanOut() {
		return this.fanOut;
	}

	public StreamOwner getStreamOwner() {
		return this.streamOwner;
	}

	public Retrieval getRetrieval() {
		return this.retrieval;
	}

	public void setRetrieval(Retrieval retrieval) {
		this.retrieval = retrieval;
	}

	public @Nullable String getRoleArn() {
		return this.roleArn;
	}

	public void setRoleArn(@Nullable String roleArn) {
		this.roleArn = roleArn;
	}

	/**
	 * How records are read.
	 */
	public enum Retrieval {

		/**
		 * By polling.
		 */
		POLLING,

		/**
		 * By enhanced fan-out.
		 */
		FAN_OUT

	}

	/**
	 * Enhanced fan-out.
	 */
	public static class FanOut {

		/**
		 * Name of the registered consumer, which is registered when it is missing. By
		 * default, the consumer group.
		 */
		private @Nullable String consumerName;

		/**
		 * ARN of a consumer that is registered already.
		 */
		private @Nullable String consumerArn;

		public @Nullable String getConsumerName() {
			return this.consumerName;
		}

		public void setConsumerName(@Nullable String consumerName) {
			this.consumerName = consumerName;
		}

		public @Nullable String getConsumerArn() {
			return this.consumerArn;
		}

		public void setConsumerArn(@Nullable String consumerArn) {
			this.consumerArn = consumerArn;
		}

	}

	/**
	 * The application that a stream belongs to, in place of this one, for the naming
	 * pattern.
	 */
	public static class StreamOwner {

		/**
		 * Value of the placeholder 'project' for the stream of another application. By
		 * default, that of this application; empty for none.
		 */
		private @Nullable String project;

		/**
		 * Value of the placeholder 'env' for the stream of another application. By
		 * default, that of this application; empty for none.
		 */
		private @Nullable String env;

		/**
		 * Value of the placeholder 'family' for the stream of another application. By
		 * default, that of this application; empty for none.
		 */
		private @Nullable String family;

		/**
		 * Value of the placeholder 'group' for the stream of another application. By
		 * default, that of this application; empty for none.
		 */
		private @Nullable String group;

		/**
		 * Value of the placeholder 'app' for the stream of another application. By
		 * default, that of this application; empty for none.
		 */
		private @Nullable String name;

		public @Nullable String getProject() {
			return this.project;
		}

		public void setProject(@Nullable String project) {
			this.project = project;
		}

		public @Nullable String getEnv() {
			return this.env;
		}

		public void setEnv(@Nullable String env) {
			this.env = env;
		}

		public @Nullable String getFamily() {
			return this.family;
		}

		public void setFamily(@Nullable String family) {
			this.family = family;
		}

		public @Nullable String getGroup() {
			return this.group;
		}

		public void setGroup(@Nullable String group) {
			this.group = group;
		}

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

	}

}
