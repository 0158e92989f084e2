/** The times of a stop if the input does not set them. */
export const stopDefaults = { grace: '2m', confirm: '10m' };

/** The order of a list if the input does not set it: the newest job first. */
export const defaultJobOrder = 'Id desc';
