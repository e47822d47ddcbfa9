/** The decisions about a change of one service: one handler per phase, without I/O. */
package io.jenkins.plugins.ecs.operations.decide;
