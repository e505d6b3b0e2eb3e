package io.kinsumer.boot.autoconfigure;

import java.util.Map;

import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistrar;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Wires each bean of type {@link ShardProcessorFactory} to the kinsumer of its name.
 */
final class ShardProcessorFactoryConfigurer implements KinesisListenerConfigurer {

	private static final Log logger = LogFactory.getLog(ShardProcessorFactoryConfigurer.class);

	private final ListableBeanFactory beanFactory;

	private final KinsumerSettingsFactory settings;

	ShardProcessorFactoryConfigurer(ListableBeanFactory beanFactory, KinsumerSettingsFactory settings) {
		this.beanFactory = beanFactory;
		this.settings = settings;
	}

	@Override
	public void configureListeners(KinesisListenerEndpointRegistrar registrar) {
		Map<String, ShardProcessorFactory> beans = this.beanFactory.getBeansOfType(ShardProcessorFactory.class);
		beans.forEach((name, processors) -> {
			if (this.settings.isConfigured(name)) {
				registrar.register(
						new KinesisListenerEndpoint(name, name, null, processors, "ShardProcessorFactory bean '" + name + "'"));
			}
			else {
				logger.info("ShardProcessorFactory bean '" + name + "' handles nothing: there is no kinesis.kinsumers."
						+ name);
			}
		});
	}

}
