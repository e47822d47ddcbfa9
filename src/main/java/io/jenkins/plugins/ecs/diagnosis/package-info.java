/** From what AWS says to one cause and one line on what to do. */
package io.jenkins.plugins.ecs.diagnosis;
