"""Opening the stage and reading what is in sight; what is written in capitals is JavaScript for `page.evaluate`."""

from playwright.sync_api import Page

from tests.browser.expecting import expect
from tests.browser.waiting import wait_until

ON = ".ea-layer .slide.on"

# Given the least size of letters at 1080p: what is wrong with the slide in sight, and where its fixed parts stand.
STAGE_REPORT = """(least) => {
    const root = document.querySelector('.ea-layer').shadowRoot, page = document.getElementById('root');
    const at = (e) => e.getBoundingClientRect(), one = (name) => root.querySelector(name);
    const slide = one('.slide.on'), sheet = at(one('.sheet')), foot = at(one('.foot')), layer = at(one('.layer'));
    const u = sheet.width / 1920, wrong = [];
    const all = (tree) => [...tree.querySelectorAll('*')].flatMap((e) => (
        e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e]));
    const hidden = '[display=none], [hidden], .spoken, .live, title, desc';
    const shown = (e) => getComputedStyle(e).visibility === 'visible' && !e.closest(hidden);
    const seen = (e) => shown(e) && at(e).width && at(e).height;
    for (const e of [...all(slide), ...root.querySelectorAll('.foot *, .demo')]) {
        if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || !seen(e)) continue;
        const box = at(e), words = e.textContent.trim().slice(0, 40);
        const zoom = e.ownerSVGElement ? e.getScreenCTM().a : 1;
        const size = parseFloat(getComputedStyle(e).fontSize) * zoom;
        if (size < least * u - 0.5) wrong.push(`small (${(size / u).toFixed(1)}): ${words}`);
        const [across, down] = [[box.left, box.right], [box.top, box.bottom]];
        const inside = across[0] >= sheet.left && across[1] <= sheet.right;
        if (!inside || down[0] < sheet.top || down[1] > sheet.bottom) wrong.push(`outside: ${words}`);
        if (slide.contains(e) && box.bottom > foot.top + 2) wrong.push(`over the foot: ${words}`);
    }
    const body = one('.slide.on .body');
    if (body.scrollHeight > body.clientHeight + 1) wrong.push('the body is too high');
    if (body.scrollWidth > body.clientWidth + 1) wrong.push('the body is too wide');
    const place = (name) => [at(one(name)).left, at(one(name)).top].map((n) => Math.round(n * 10) / 10).join();
    const { scrollHeight, scrollWidth } = document.documentElement;
    return {
        wrong, places: ['.slide.on .title', '.foot', '.dots', '.page', '.clock'].map(place),
        shown: root.querySelectorAll('.slide.on').length,
        scrolls: scrollHeight > innerHeight || scrollWidth > innerWidth,
        page: getComputedStyle(page).visibility, inert: page.inert,
        fills: layer.width === innerWidth && layer.height === innerHeight,
    };
}"""

# Press a key; how many ms later the frame with the answer is handed to the screen.
TURN_MS = """(key) => new Promise((done) => {
    const begun = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now() - begun);
        channel.port2.postMessage(0);
    });
})"""

# The middle of the largest unit of the map in sight whose middle lies in itself.
LARGEST_UNIT = """() => {
    const { shadowRoot } = document.querySelector('.ea-layer').shadowRoot.querySelector('.slide.on .board');
    const paths = [...shadowRoot.querySelectorAll('svg.land g.units > path')];
    const found = paths.map((path) => [path, path.getBoundingClientRect()]).map(([path, box]) => (
        { path, size: box.width * box.height, at: [box.left + box.width / 2, box.top + box.height / 2] }));
    return found.sort((a, b) => b.size - a.size).find(({ path, at }) => shadowRoot.elementFromPoint(...at) === path).at;
}"""

# Draw a finger across the slide in sight, from one x to another.
SWIPE = """([from, to]) => {
    const body = document.querySelector('.ea-layer').shadowRoot.querySelector('.slide.on .body');
    const finger = { bubbles: true, composed: true, isPrimary: true, pointerId: 7, pointerType: 'touch', clientY: 500 };
    const send = (type, x) => body.dispatchEvent(new PointerEvent(type, { ...finger, clientX: x }));
    send('pointerdown', from);
    send('pointermove', (from + to) / 2);
    send('pointerup', to);
}"""


def open_stage(page: Page, address: str) -> None:
    """Open an address and wait until its slide stands, its map drawn."""
    page.goto(address)
    expect(page.locator(ON)).to_be_visible(timeout=40_000)
    wait_until(
        page,
        """() => [...document.querySelector('.ea-layer').shadowRoot.querySelectorAll('.slide.on .board')]
            .every((board) => board.shadowRoot.querySelector('svg.land g.units path[class]'))""",
    )


def expect_slide(page: Page, key: str) -> None:
    """Wait until the slide of this key is in sight."""
    expect(page.locator(ON)).to_have_attribute("data-key", key)


def slide_on(page: Page) -> str | None:
    """The key of the slide in sight now: for what must not have changed it."""
    return page.locator(ON).get_attribute("data-key")
