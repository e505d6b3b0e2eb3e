package io.kinsumer.spring.template;

import io.kinsumer.core.client.KinesisException;

/**
 * The thread that waited for the outcome of a send was interrupted; it is marked so
 * again. The record may still be written.
 */
public class SendInterruptedException extends KinesisException {

	private static final long serialVersionUID = 1L;

	SendInterruptedException(String destination, InterruptedException cause) {
		super("interrupted while a record was sent to '" + destination + "': it may still be written", cause);
	}

}
