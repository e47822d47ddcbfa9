/** Changes of one service that are no deployment: its count and range, and its deletion. From request to verdict. */
package io.jenkins.plugins.ecs.operations;
