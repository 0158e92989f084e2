// A team's own workflow code; the configuration only asks whether it is there.
export {};
