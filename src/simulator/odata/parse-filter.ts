import {
  comparisonOperators,
  type ComparisonOperator,
  type FilterExpression,
  type Literal,
  type Operand,
} from './filter-expression.js';
import { QueryError } from './query-error.js';
import { tokenize, type Token } from './tokenize.js';

/** Parses a $filter by recursive descent: `or` binds weakest, then `and`, then `not`. */
export function parseFilter(text: string): FilterExpression {
  return new FilterParser(text).parse();
}

class FilterParser {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(private readonly text: string) {
    this.#tokens = tokenize(text);
  }

  parse(): FilterExpression {
    const expression = this.#or();
    if (this.#current().kind !== 'end') throw this.#unexpected();
    return expression;
  }

  #or(): FilterExpression {
    let left = this.#and();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): FilterExpression {
    let left = this.#unary();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): FilterExpression {
    if (this.#takeWord('not')) return { kind: 'not', inner: this.#unary() };
    if (!this.#takeSymbol('(')) return this.#condition();
    const inner = this.#or();
    this.#expectSymbol(')');
    return inner;
  }

  #condition(): FilterExpression {
    const left = this.#operand();
    if (this.#takeWord('in')) return { kind: 'in', left, list: this.#literalList() };
    const operator = this.#takeComparison();
    return operator === undefined
      ? { kind: 'truth', operand: left }
      : { kind: 'comparison', operator, left, right: this.#operand() };
  }

  #operand(): Operand {
    const token = this.#current();
    if (token.kind !== 'word') return this.#literal();
    if (['null', 'true', 'false'].includes(token.text.toLowerCase())) return this.#literal();
    this.#index += 1;
    if (!this.#takeSymbol('(')) return { kind: 'property', path: token.text };
    const parameters = [this.#operand()];
    while (this.#takeSymbol(',')) parameters.push(this.#operand());
    this.#expectSymbol(')');
    return { kind: 'call', name: token.text.toLowerCase(), parameters };
  }

  #literal(): Literal {
    const token = this.#current();
    this.#index += 1;
    const word = token.text.toLowerCase();
    if (token.kind === 'word' && word === 'null') return { kind: 'literal', literal: 'null', text: word };
    if (token.kind === 'word' && (word === 'true' || word === 'false')) {
      return { kind: 'literal', literal: 'boolean', text: word };
    }
    if (token.kind === 'word' || token.kind === 'symbol' || token.kind === 'end') {
      this.#index -= 1;
      throw this.#unexpected();
    }
    return { kind: 'literal', literal: token.kind, text: token.text };
  }

  #literalList(): Literal[] {
    this.#expectSymbol('(');
    const list = [this.#literal()];
    while (this.#takeSymbol(',')) list.push(this.#literal());
    this.#expectSymbol(')');
    return list;
  }

  #takeComparison(): ComparisonOperator | undefined {
    return comparisonOperators.find((operator) => this.#takeWord(operator));
  }

  #takeWord(word: string): boolean {
    return this.#take((token) => token.kind === 'word' && token.text.toLowerCase() === word);
  }

  #takeSymbol(symbol: string): boolean {
    return this.#take((token) => token.kind === 'symbol' && token.text === symbol);
  }

  #take(matches: (token: Token) => boolean): boolean {
    if (!matches(this.#current())) return false;
    this.#index += 1;
    return true;
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) throw this.#unexpected();
  }

  #current(): Token {
    return this.#tokens[this.#index] ?? { kind: 'end', text: '', position: this.text.length };
  }

  #unexpected(): QueryError {
    return new QueryError(`Syntax error at position ${this.#current().position} in '${this.text}'.`);
  }
}
