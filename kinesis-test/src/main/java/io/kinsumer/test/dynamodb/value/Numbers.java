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

package io.kinsumer.test.dynamodb.value;

import java.math.BigDecimal;
import java.math.MathContext;

import io.kinsumer.test.dynamodb.value.Attribute.Number;
import io.kinsumer.test.fault.ServiceException;

/**
 * Numbers as DynamoDB keeps them: up to 38 digits, magnitudes from 1E-130 to
 * 9.9999999999999999999999999999999999999E+125.
 */
public final class Numbers {

	private static final MathContext PRECISION = new MathContext(39);

	private Numbers() {
	}

	/**
	 * Parse a number.
	 * @param text the text
	 * @return the number
	 * @throws ServiceException if it is no number, has more than 38 digits or is out of
	 * range
	 */
	public static Number parse(String text) {
		BigDecimal value;
		try {
			value = new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			throw new ServiceException("ValidationException",
					"The parameter cannot be converted to a numeric value: " + text);
		}
		return checked(value);
	}

	/**
	 * Check a number.
	 * @param value the number
	 * @return the number
	 * @throws ServiceException if it has more than 38 digits or is out of range
	 */
	public static Number checked(BigDecimal value) {
		if (value.precision() <= 18 && value.scale() == 0) {
			return new Number(value);
		}
		BigDecimal stripped = value.stripTrailingZeros();
		if (stripped.signum() == 0) {
			return new Number(BigDecimal.ZERO);
		}
		int exponent = stripped.precision() - stripped.scale() - 1;
		if (exponent > 125) {
			throw new ServiceException("ValidationException",
					"Number overflow. Attempting to store a number with magnitude larger than supported range");
		}
		if (exponent < -130) {
			throw new ServiceException("ValidationException",
					"Number underflow. Attempting to store a number with magnitude smaller than supported range");
		}
		if (stripped.precision() > 38) {
			throw new ServiceException("ValidationException",
					"Attempting to store more than 38 significant digits in a Number");
		}
		return new Number(stripped);
	}

	/**
	 * Add two numbers.
	 * @param one a number
	 * @param other a number
	 * @return the sum
	 */
	public static Number add(Number one, Number other) {
		return checked(one.value().add(other.value(), PRECISION));
	}

	/**
	 * Subtract two numbers.
	 * @param one a number
	 * @param other the number taken from it
	 * @return the difference
	 */
	public static Number subtract(Number one, Number other) {
		return checked(one.value().subtract(other.value(), PRECISION));
	}

	static String text(BigDecimal value) {
		return (value.scale() == 0) ? value.toString() : value.stripTrailingZeros().toPlainString();
	}

	static int size(BigDecimal value) {
		BigDecimal stripped = value.stripTrailingZeros();
		return 1 + (stripped.precision() + 1) / 2 + ((stripped.signum() < 0) ? 1 : 0);
	}

}
