import { defineQuery, defineSignal } from '@temporalio/workflow';
import { itemsSignals, type ItemsState } from '../../../contract/chain/items.js';

export const pauseItems = defineSignal(itemsSignals.pause);
export const resumeItems = defineSignal(itemsSignals.resume);
export const itemCounts = defineSignal<[{ step: string; done: number; failed: number }]>(itemsSignals.counts);
export const itemsProgress = defineQuery<Omit<ItemsState, 'results'>>('progress');
