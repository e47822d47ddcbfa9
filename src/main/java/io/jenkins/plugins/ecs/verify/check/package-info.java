/** The checks of ecsVerify and their evaluation. */
package io.jenkins.plugins.ecs.verify.check;
