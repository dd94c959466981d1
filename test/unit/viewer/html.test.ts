import { describe, expect, it } from 'vitest';
import { escapeHtml, html, isolate, isolateText } from '../../../infra/local/viewer/html.ts';

describe('html', () => {
  it('escapes text in elements and in attributes', () => {
    expect(html`<b title="${'"x" <y>'}">${"it's <i> & co"}</b>`.markup).toBe(
      '<b title="&quot;x&quot; &lt;y&gt;">it&#39;s &lt;i&gt; &amp; co</b>',
    );
  });

  it('keeps markup, joins lists and leaves nothing for null', () => {
    expect(html`<ul>${['a&', 'b'].map((item) => html`<li>${item}</li>`)}${null}${0}</ul>`.markup).toBe(
      '<ul><li>a&amp;</li><li>b</li>0</ul>',
    );
  });

  it.each([
    ['\u0000', '\ufffd'],
    ['a\u001bb', 'a\ufffdb'],
    ['\ud800', '\ufffd'],
    ['line\nbreak\ttab', 'line\nbreak\ttab'],
    ['北京 서울 😀', '北京 서울 😀'],
  ])('writes %j as %j', (text, written) => {
    expect(escapeHtml(text)).toBe(written);
  });

  it('isolates the direction of a name', () => {
    expect(isolate('\u202eabc').markup).toBe('<bdi>\u202eabc</bdi>');
    expect(isolateText('\u202eabc')).toBe('\u2068\u202eabc\u2069');
  });
});
