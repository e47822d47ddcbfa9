/** Plain text: cleaning of what AWS and Jenkinsfiles say, names and ARNs, lengths of time. */
package io.jenkins.plugins.ecs.text;
