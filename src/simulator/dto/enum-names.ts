/** Names of the API's enumerations, in the order of their numbers where that is public. */
export const jobPriorities = ['Low', 'Normal', 'High'] as const;
export const jobTypes = ['Unattended', 'Attended', 'ServerlessGeneric'] as const;
export const processTypes = ['Undefined', 'Process', 'ProcessOrchestration', 'WebApp', 'Agent'] as const;
export const remoteControlAccesses = ['None', 'ReadOnly', 'Full'] as const;
export const targetFrameworks = ['Legacy', 'Windows', 'Portable'] as const;
export const startStrategies = ['All', 'Specific', 'RobotCount', 'JobsCount', 'ModernJobsCount'] as const;
export const folderTypes = ['Standard', 'Personal', 'Virtual', 'Solution', 'DebugSolution'] as const;

export const runtimeTypes = [
  'NonProduction',
  'Attended',
  'Unattended',
  'Development',
  'Studio',
  'RpaDeveloper',
  'StudioX',
  'CitizenDeveloper',
  'Headless',
  'StudioPro',
  'RpaDeveloperPro',
  'TestAutomation',
  'AutomationCloud',
  'Serverless',
  'AutomationKit',
  'ServerlessTestAutomation',
  'AutomationCloudTestAutomation',
  'AttendedStudioWeb',
  'Hosting',
  'AssistantWeb',
  'ProcessOrchestration',
  'AgentService',
  'AppTest',
  'PerformanceTest',
] as const;

export const sources = [
  'Manual',
  'Schedule',
  'Queue',
  'StudioWeb',
  'IntegrationTrigger',
  'StudioDesktop',
  'AutomationOpsPipelines',
  'Apps',
  'SAP',
  'HttpTrigger',
  'HttpTriggerWithCallback',
  'RobotAPI',
  'Assistant',
  'CommandLine',
  'RobotNetAPI',
  'Autopilot',
  'TestManager',
  'AgentService',
  'ProcessOrchestration',
  'PluginEcosystem',
  'PerformanceTesting',
  'AgentHub',
  'ApiWorkflow',
] as const;
