export * from './clearing';
export * from './delivery';
export * from './demand';
export * from './identity';
export * from './ledger';
export * from './market';
export * from './oversight';
export * from './supply';
