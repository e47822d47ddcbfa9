// For mvn hpi:run: starts the ECS sandbox of the test tree and makes jobs that deploy to it.
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration
import jenkins.model.Jenkins
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

def project = Jenkins.get().rootDir.parentFile
def classes = new URLClassLoader([new File(project, 'target/test-classes').toURI().toURL()] as URL[],
        Jenkins.get().pluginManager.uberClassLoader)
def clock = classes.loadClass('io.jenkins.plugins.ecs.sandbox.SandboxClock').accelerated(10)
def sandbox = classes.loadClass('io.jenkins.plugins.ecs.sandbox.EcsSandbox').builder()
        .clock(clock)
        .scenarioFile(new File(project, 'docs/examples/sandbox.yaml').toPath())
        .start()
println "The ECS sandbox answers at ${sandbox.endpoint()}"

def credentials = SystemCredentialsProvider.instance
if (!credentials.credentials.any { it.id == 'sandbox' }) {
    credentials.credentials.add(new AWSCredentialsImpl(
            CredentialsScope.GLOBAL, 'sandbox', 'SANDBOX', 'sandbox-secret', 'ECS sandbox'))
    credentials.save()
}
def settings = EcsGlobalConfiguration.get()
settings.endpointOverride = sandbox.endpoint().toString()
settings.region = 'eu-central-1'
settings.credentialsId = 'sandbox'

['deploy', 'declarative', 'catch-failure'].each { name ->
    if (Jenkins.get().getItem(name) == null) {
        def job = Jenkins.get().createProject(WorkflowJob, name)
        def script = new File(project, "docs/examples/${name}.Jenkinsfile").getText('UTF-8')
        job.definition = new CpsFlowDefinition(script, true)
    }
}
