export const los = () => { /* nothing */ };
