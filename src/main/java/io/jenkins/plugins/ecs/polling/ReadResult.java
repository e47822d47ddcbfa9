package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came of a read. It is good for the round that it was read for, however long that one has to wait for its other
 * reads, and for no other round.
 *
 * @param json null where it failed
 * @param failure null where it was answered
 */
record ReadResult(ObjectNode json, RuntimeException failure) {}
