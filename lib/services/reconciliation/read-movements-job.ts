/** The job that reads every channel's lines; it waits in the queue once. */
export const readMovementsJob = () => ({ task: 'read-movements', payload: {}, jobKey: 'read-movements' });
