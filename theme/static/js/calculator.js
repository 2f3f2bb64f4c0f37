// By when something is decided. The rule is that of quanli.config.working_days; tests hold both against the same cases.
const DAY = 86400000;

// The last day of a limit. Days are milliseconds at midnight UTC; the start is not counted. `calendar` has sets of holidays
// and of weekends that are worked, as ISO dates.
export function lastDay(start, amount, unit, calendar) {
  const day = new Date(start);
  if (unit === "day") return start + amount * DAY;
  if (unit === "workday") {
    let at = start;
    for (let left = amount; left > 0; ) {
      at += DAY;
      if (works(at, calendar)) left -= 1;
    }
    return at;
  }
  if (unit === "month" || unit === "year") {
    const month = day.getUTCMonth() + amount * (unit === "year" ? 12 : 1);
    const end = new Date(Date.UTC(day.getUTCFullYear(), month + 1, 0));
    return Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), Math.min(day.getUTCDate(), end.getUTCDate()));
  }
  return start;
}

function works(day, calendar) {
  const iso = isoDate(day);
  const weekday = new Date(day).getUTCDay();
  return calendar.weekends.has(iso) || (weekday > 0 && weekday < 6 && !calendar.holidays.has(iso));
}

export function isoDate(day) {
  return new Date(day).toISOString().slice(0, 10);
}

export function readCalendar({ years, holidays, weekends }) {
  return { years: new Set(years), holidays: new Set(holidays), weekends: new Set(weekends) };
}

// Tells whether the holidays of every year from one day to another are known.
export function known(start, end, calendar) {
  for (let year = new Date(start).getUTCFullYear(); year <= new Date(end).getUTCFullYear(); year += 1) {
    if (!calendar.years.has(year)) return false;
  }
  return true;
}

if (typeof document !== "undefined") {
  for (const place of document.querySelectorAll('[data-module="calculator"]')) begin(place);
}

function begin(place) {
  const ask = place.querySelector(".calculator-ask");
  const input = ask.querySelector("input");
  const lines = [...ask.querySelectorAll("[data-limit]")];
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang || "zh-Hans", { weekday: "short", timeZone: "UTC" });
  let calendar = null;

  const today = new Date();
  input.valueAsNumber = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  ask.hidden = false;
  input.addEventListener("input", answer);

  // The calendar is fetched when the reader comes near, not before.
  const near = new IntersectionObserver(async ([seen]) => {
    if (!seen.isIntersecting) return;
    near.disconnect();
    try {
      const response = await fetch(place.dataset.calendar);
      if (!response.ok) throw new Error(response.status);
      calendar = readCalendar(await response.json());
    } catch {
      ask.querySelector("[data-failed]").hidden = false;
      return;
    }
    answer();
  }, { rootMargin: "400px" });
  near.observe(place);

  function written(day) {
    const [year, month, date] = isoDate(day).split("-").map(Number);
    return `${year} 年 ${month} 月 ${date} 日（${weekday.format(day)}）`;
  }

  function answer() {
    const start = input.valueAsNumber;
    const whole = calendar && Number.isFinite(start) && input.validity.valid;
    let sure = true;
    for (const line of lines) {
      line.hidden = !whole;
      if (!whole) continue;
      const [amount, unit] = line.dataset.limit.split(" ");
      const end = lastDay(start, Number(amount), unit, calendar);
      line.querySelector("b").textContent = written(end);
      if (unit === "workday") sure &&= known(start, end, calendar);
    }
    ask.querySelector("[data-unsure]").hidden = !whole || sure;
  }
}
