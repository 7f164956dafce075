using ChargerFirmware.Network;

namespace ChargerFirmware.Bench.Language;

/// <summary>What happens to the line between station and central system.</summary>
public static class NetworkVerbs
{
    private const string LineWords = "cut, half-open, stall, refuse, restore, delay or forget";

    /// <summary>What is planned stays countable.</summary>
    public const int MostTimes = 1_000_000;

    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("link", "link cut|half-open|stall|refuse|restore|delay DURATION|forget",
            "cut the line, let frames vanish, hold them back, let nobody in, mend it, make it slow, or forget what is planned for the next", Disturb),
        new("central-system", "central-system stop|start",
            "the central system closes its links and nobody listens there, or it is back and knows what it knew", RestartCentralSystem),
        Plan("drop-answer", "lose the next answer to the station (to ACTION)", FramePattern.AnswersTo, (line, answers, times) => line.DropNext(answers, times)),
        Plan("double-answer", "the next answer to the station (to ACTION) arrives twice", FramePattern.AnswersTo,
            (line, answers, times) => line.DoubleNext(answers, times)),
        Plan("drop-call", "lose the next call of the station (of ACTION)", FramePattern.CallsOf, (line, calls, times) => line.DropNext(calls, times)),
        Plan("double-call", "the next call of the station (of ACTION) arrives twice", FramePattern.CallsOf,
            (line, calls, times) => line.DoubleNext(calls, times)),
        Verb.Of("refuse-connect", "refuse-connect STATUS [TIMES]", "answer the next upgrades with an HTTP status", (session, words) =>
        {
            var status = words.NextWhole("an HTTP status", 200, 599);
            var times = TakeTimes(words);
            words.End();
            ReadableLine(session).RefuseNextConnects(status, times);
            return null;
        }),
        Verb.Of("burst", "burst COUNT", "so many answers that nobody has asked for arrive at the station at once", (session, words) =>
        {
            var count = words.NextWhole("how many frames", 1, 1_000_000);
            words.End();
            NetworkOf(session).Burst("""[3,"nobody-asked",{}]"""u8.ToArray(), count);
            return null;
        }),
        Verb.Of("subprotocols", "subprotocols NAME...", "what the central system speaks to those who connect from now on", (session, words) =>
        {
            NetworkOf(session).Spoken = [words.Next("the name of a subprotocol"), .. words.Rest().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            return null;
        }),
    ];

    /// <summary>What the next frames of a kind are to meet.</summary>
    private static Verb Plan(
        string name, string summary, Func<LinkEnd, string?, FramePattern> frames, Action<ILine, FramePattern, int> plan) =>
        Verb.Of(name, $"{name} [ACTION] [TIMES]", summary, (session, words) =>
        {
            var pattern = frames(LinkEnd.Station, TakeAction(words));
            var times = TakeTimes(words);
            words.End();
            plan(ReadableLine(session), pattern, times);
            return null;
        });

    private static string? TakeAction(Words words) => words.Peek is null || char.IsAsciiDigit(words.Peek[0]) ? null : words.NextAction();

    private static int TakeTimes(Words words) => words.NextWholeOr(1, "how many times", 1, MostTimes);

    private static string? Disturb(Session session, Words words)
    {
        var line = session.Bench.Line;
        var what = words.Next(LineWords);
        Action act = what switch
        {
            "cut" => line.Cut,
            "half-open" => line.HalfOpen,
            "stall" => line.Stall,
            "refuse" => line.Refuse,
            "restore" => line.Restore,
            "delay" => Delay(line, words.NextDuration()),
            "forget" => line.ForgetPlans,
            _ => throw new LanguageException($"expected {LineWords}, found '{what}'"),
        };
        words.End();
        act();
        return null;
    }

    private static Action Delay(ILine line, TimeSpan latency) => () => line.Delay(latency);

    private static async Task<string?> RestartCentralSystem(Session session, Words words)
    {
        var network = NetworkOf(session);
        var what = words.Next("stop or start");
        words.End();
        switch (what)
        {
            case "stop":
                network.Refuse();
                await session.Bench.CentralSystem.AskAsync((csms, _) => csms.DisconnectAll("the central system goes down"));
                break;
            case "start":
                network.Restore();
                break;
            case var other:
                throw new LanguageException($"expected stop or start, found '{other}'");
        }

        return null;
    }

    private static ILine ReadableLine(Session session) => session.Bench.Line is { IsReadable: true } line
        ? line
        : throw new BenchException(
            "the line to the central system is encrypted (wss), so single messages cannot be recognized and no upgrade answered; 'link' works there, too");

    private static VirtualNetwork NetworkOf(Session session) =>
        session.Bench.Network ?? throw new BenchException("the central system is somebody else's: ask it itself");
}
