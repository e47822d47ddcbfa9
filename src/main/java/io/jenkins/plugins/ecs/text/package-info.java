/** Plain text: cleaning of foreign text, names and ARNs, durations. */
package io.jenkins.plugins.ecs.text;
