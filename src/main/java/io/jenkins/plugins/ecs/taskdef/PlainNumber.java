package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** A number of a text, exact. Every call gives a new node, because SourceMappedTree distinguishes nodes by identity. */
final class PlainNumber {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,40})");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");

    private PlainNumber() {}

    /** False for a number whose digits or exponent would cost memory or time to work with. */
    static boolean isBounded(String written) {
        return INTEGER.matcher(written).matches() || DECIMAL.matcher(written).matches();
    }

    /** Spellings that only YAML 1.1 takes for a number (0755, 0x1F, 1_000, 12:30:45, .inf) are texts. */
    static JsonNode of(String written) {
        if (INTEGER.matcher(written).matches()) {
            BigInteger value = new BigInteger(written);
            return value.bitLength() < 64 ? new LongNode(value.longValue()) : new BigIntegerNode(value);
        }
        if (DECIMAL.matcher(written).matches()) {
            return new DecimalNode(new BigDecimal(written));
        }
        return new TextNode(written);
    }
}
