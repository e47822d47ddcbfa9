/** One release on its way through a path: state, decisions, rounds and commands. */
package io.jenkins.plugins.ecs.paths.release;
