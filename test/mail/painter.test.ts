import { openPainter } from '../../src/mail/painter.js';

const svg = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="30" font-family="Noto Sans SC" font-size="24">${text}</text></svg>`;

test('a picture is lettered: the same one without its word is another', async () => {
  const paint = (await openPainter())!;
  expect(paint(svg('国'))).not.toEqual(paint(svg('')));
  expect(paint(svg('国'))).not.toEqual(paint(svg('目')));
});

test('the same drawing is the same bytes', async () => {
  const paint = (await openPainter())!;
  expect(paint(svg('国'))).toEqual(paint(svg('国')));
});
