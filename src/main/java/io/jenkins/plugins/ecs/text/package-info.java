/** Plain text: cleaning of foreign text, names and ARNs, durations, hashes. */
package io.jenkins.plugins.ecs.text;
