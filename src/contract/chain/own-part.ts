import type { ActionDefinition, StepDefinition } from './definition.js';

/** A step without the definitions of chains within it: their expressions belong to those chains. */
export function ownPart(step: StepDefinition): StepDefinition {
  const { compensate, approval } = step;
  return {
    ...ownPartOfAction(step),
    ...(compensate && { compensate: ownPartOfAction(compensate) }),
    ...(approval?.reminder && { approval: { ...approval, reminder: ownPartOfAction(approval.reminder) } }),
  };
}

/** The same for an action. */
export function ownPartOfAction<Action extends Pick<ActionDefinition, 'chain'>>(action: Action): Action {
  if (!action.chain?.definition) return action;
  const chain = { ...action.chain };
  delete chain.definition;
  return { ...action, chain };
}
