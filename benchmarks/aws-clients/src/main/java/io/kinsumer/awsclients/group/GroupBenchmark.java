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

package io.kinsumer.awsclients.group;

import java.util.Arrays;

/**
 * Runs one of the benchmarks with a group of processes. Ends with 1 when a record is lost
 * or repeated without a reason; a missed budget is only told.
 */
public final class GroupBenchmark {

	private GroupBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args its name, then its options as {@code name=number}
	 * @throws Exception if something did not happen at all
	 */
	public static void main(String[] args) throws Exception {
		Figures.machine();
		Options options = new Options(Arrays.copyOfRange(args, 1, args.length));
		boolean kept = switch (args[0]) {
			case "takeover" -> Takeover.run(options);
			case "restart" -> Restart.run(options);
			case "scale-out" -> ScaleOut.run(options);
			case "pause" -> Pause.run(options);
			case "dynamodb-cost" -> DynamoDbCost.run(options);
			case "million" -> Million.run(options);
			case "memory" -> Memory.run(options);
			default -> throw new IllegalArgumentException("There is no benchmark '" + args[0] + "'");
		};
		System.exit(kept ? 0 : 1);
	}

}
