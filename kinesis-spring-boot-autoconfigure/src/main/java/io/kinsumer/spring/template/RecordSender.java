package io.kinsumer.spring.template;

import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;

/**
 * Puts records into one stream.
 */
@FunctionalInterface
public interface RecordSender {

	/**
	 * Puts a record.
	 * @param record the record
	 * @return where it was written
	 */
	CompletableFuture<RecordResult> put(UserRecord record);

}
