import { describe, expect, it } from 'vitest';
import { html } from '../../../shared/mail/compose/html.ts';

describe('the html template', () => {
  it('escapes values, for text and for quoted attributes', () => {
    expect(html`<a title="${`"'&<>`}">${'<b>'}</a>`.markup).toBe('<a title="&quot;&#39;&amp;&lt;&gt;">&lt;b&gt;</a>');
  });

  it('keeps HTML that it made, in lists too, and leaves out null', () => {
    expect(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${null}</ul>`.markup).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    );
  });

  it('does not accept an object that only looks like HTML', () => {
    const forged = JSON.parse('{"markup":"<script>"}');
    expect(() => html`${forged}`.markup).toThrow(TypeError);
  });

  it('keeps zero', () => {
    expect(html`${0}%`.markup).toBe('0%');
  });
});
