/** The checks of ecsVerify, and what they are judged by. */
package io.jenkins.plugins.ecs.verify.check;
