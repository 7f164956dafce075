using System.Globalization;
using System.Text.Json;

namespace ChargerFirmware.Bench.Language;

/// <summary>
/// Expects a frame behind those spoken of already, so that expectations one after the other hold an order:
/// <c>sent</c> a call of the station, <c>received</c> one of the central system, <c>answered</c> the central system's answer
/// to the station, <c>answer</c> the station's, <c>refusal</c> its CALLERROR.
/// </summary>
internal static class FrameExpectation
{
    // Of a failed expectation: a screen, whatever a day has brought.
    private const int MaxNear = 8;
    private const int MaxLatest = 9;
    private const int MaxLineLength = 240;

    public static async Task<string?> RunAsync(Session session, string what, Words words, Duration within)
    {
        var pattern = Pattern.Take(session, what, words);
        if (words.TryTake("within"))
        {
            within = words.NextDuration();
        }

        words.End();

        if (await session.Bench.UntilAsync(() => pattern.FindFrom(session) is not null, within))
        {
            session.FramePosition = pattern.FindFrom(session)!.Value + 1;
            return null;
        }

        throw new ExpectationException($"expected {pattern} within {within}; {pattern.Found(session)}");
    }

    /// <summary>Nothing else of its kind may come before it; heartbeats do not count.</summary>
    public static async Task<string?> RunNextAsync(Session session, Words words, Duration within)
    {
        var pattern = Pattern.Take(session, words.Next("sent, received, answered, answer or refusal"), words);
        if (words.TryTake("within"))
        {
            within = words.NextDuration();
        }

        words.End();

        await session.Bench.UntilAsync(() => pattern.NextFrom(session) is not null, within);
        if (pattern.NextFrom(session) is { } next && next == pattern.FindFrom(session))
        {
            session.FramePosition = next + 1;
            return null;
        }

        throw new ExpectationException($"expected next {pattern} within {within}; {pattern.Found(session)}");
    }

    public static async Task<string?> RunAbsenceAsync(Session session, Words words)
    {
        var pattern = Pattern.Take(session, words.Next("sent, received, answered, answer or refusal"), words);
        if (!words.TryTake("for"))
        {
            throw new BenchException("expected 'for' and a duration: absence needs a time");
        }

        var duration = words.NextDuration();
        words.End();
        var from = session.Bench.Frames.Position;
        return await session.Bench.UntilAsync(() => pattern.FindFrom(session.Bench, from) is not null, duration)
            ? throw new ExpectationException($"expected no {pattern} for {duration}, and there it is")
            : null;
    }

    /// <summary>A pattern of frames.</summary>
    private sealed record Pattern(string What, bool Sent, string Kind, string Action, IReadOnlyList<(string Path, string Value)> Fields)
    {
        public static Pattern Take(Session session, string what, Words words)
        {
            var (sent, kind) = what switch
            {
                "sent" => (true, "call"),
                "received" => (false, "call"),
                "answered" => (false, "result"),
                "answer" => (true, "result"),
                "refusal" => (true, "error"),
                _ => throw new BenchException($"expected sent, received, answered, answer or refusal, found '{what}'"),
            };
            var action = words.Next("an action");
            if (!session.Called.Contains(action))
            {
                MessageWords.RequireAction(action);
            }

            var fields = new List<(string, string)>();
            while (words.Peek is { } word && word.Contains('=', StringComparison.Ordinal))
            {
                var parts = words.Next("a field").Split('=', 2);
                if (kind != "error")
                {
                    MessageWords.RequireField(action, isRequest: kind == "call", parts[0]);
                }

                fields.Add((parts[0], parts[1]));
            }

            return new Pattern(what, sent, kind, action, fields);
        }

        public int? FindFrom(Session session) => FindFrom(session.Bench, session.FramePosition);

        /// <summary>The first frame of this direction and kind, whatever it is.</summary>
        public int? NextFrom(Session session)
        {
            foreach (var (at, frame) in session.Bench.Frames.From(session.FramePosition))
            {
                if (frame.IsSent == Sent && frame.Kind == Kind && frame.Action != "Heartbeat")
                {
                    return at;
                }
            }

            return null;
        }

        public int? FindFrom(Workbench bench, int position)
        {
            foreach (var (at, frame) in bench.Frames.From(position))
            {
                if (frame.IsSent == Sent && frame.Kind == Kind && frame.Action == Action && Fields.All(field => Holds(frame.Payload, field)))
                {
                    return at;
                }
            }

            return null;
        }

        /// <summary>What came instead: the frames nearest to what is expected, then the latest ones.</summary>
        public string Found(Session session)
        {
            var frames = session.Bench.Frames.From(session.FramePosition).Select(entry => entry.Frame).ToList();
            if (frames.Count == 0)
            {
                return "no frame has come since the last one found";
            }

            var near = frames
                .Where(frame => frame.IsSent == Sent && frame.Kind == Kind && frame.Action == Action)
                .OrderByDescending(frame => Fields.Count(field => Holds(frame.Payload, field)))
                .Take(MaxNear)
                .ToList();
            var latest = frames.TakeLast(MaxLatest).ToList();
            return Text($"{frames.Count} frames have come since the last one found. ")
                + (near.Count == 0 ? $"No {What} {Action} is among them." : Text($"Nearest of {What} {Action}:{Lines(near)}"))
                + Text($"\n  The latest {latest.Count}:{Lines(latest)}");
        }

        private static string Lines(List<LoggedFrame> frames) =>
            string.Concat(frames.Select(frame => Text($"\n    {frame.At:hh\\:mm\\:ss\\.fff} {Cut(frame.ToString())}")));

        private static string Cut(string line) => line.Length <= MaxLineLength ? line : Text($"{line[..MaxLineLength]}... ({line.Length} characters)");

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

        public override string ToString() =>
            $"{What} {Action} {string.Join(' ', Fields.Select(field => $"{field.Path}={field.Value}"))}".TrimEnd();

        /// <summary>A path names members by dots and elements by brackets; <c>-</c> as value means that it is absent.</summary>
        private static bool Holds(JsonElement payload, (string Path, string Value) field)
        {
            var found = Resolve(payload, field.Path);
            return field.Value == "-" ? found is null : found == field.Value;
        }

        private static string? Resolve(JsonElement element, string path)
        {
            foreach (var step in MessageWords.Steps(path))
            {
                if (step[0] == '[')
                {
                    if (element.ValueKind != JsonValueKind.Array || !int.TryParse(step.Trim('[', ']'), out var index) || index >= element.GetArrayLength())
                    {
                        return null;
                    }

                    element = element[index];
                }
                else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
                {
                    return null;
                }
            }

            return element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
        }
    }
}
