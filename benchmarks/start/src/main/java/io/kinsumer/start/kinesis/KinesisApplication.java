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

package io.kinsumer.start.kinesis;

import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.start.Moment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/**
 * The same application with a listener and a producer. It ends once it has started.
 */
@SpringBootApplication
public class KinesisApplication {

	private final KinesisOperations kinesis;

	KinesisApplication(KinesisOperations kinesis) {
		this.kinesis = kinesis;
	}

	/**
	 * Starts it.
	 * @param args as Boot's
	 */
	public static void main(String[] args) {
		SpringApplication.run(KinesisApplication.class, args).close();
	}

	@EventListener(ContextRefreshedEvent.class)
	void refreshed() {
		Moment.print(Moment.REFRESHED);
	}

	@KinesisListener("orders")
	void pass(String order) {
		this.kinesis.send("parcels", "key", order);
	}

}
