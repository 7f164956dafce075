using ChargerFirmware.Network;

namespace ChargerFirmware.Bench.Language;

/// <summary>What happens to the line between station and central system.</summary>
internal static class NetworkVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("link", "link cut|half-open|stall|refuse|restore|delay DURATION",
            "cut the line, let frames vanish, hold them back, let nobody in, mend it, or make it slow", Disturb),
        Verb.Of("central-system", "central-system stop|start",
            "the central system closes its links and nobody listens there, or it is back and knows what it knew", RestartCentralSystem),
        Verb.Of("drop-answer", "drop-answer [ACTION]", "lose the next answer to the station (to ACTION)", (session, words) =>
        {
            NetworkOf(session).DropNext(FramePattern.AnswersTo(LinkEnd.Station, words.IsEnd ? null : words.Next("an action")));
            return null;
        }),
        Verb.Of("double-answer", "double-answer [ACTION]", "the next answer to the station (to ACTION) arrives twice", (session, words) =>
        {
            NetworkOf(session).DoubleNext(FramePattern.AnswersTo(LinkEnd.Station, words.IsEnd ? null : words.Next("an action")));
            return null;
        }),
        Verb.Of("subprotocols", "subprotocols NAME...", "what the central system speaks to those who connect from now on", (session, words) =>
        {
            NetworkOf(session).Spoken = words.Rest().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return null;
        }),
        Verb.Of("refuse-connect", "refuse-connect STATUS [TIMES]", "answer the next upgrades with an HTTP status", (session, words) =>
        {
            var status = (int)words.NextNumber("an HTTP status");
            NetworkOf(session).RefuseNextConnects(status, words.TryTakeNumber() ?? 1);
            return null;
        }),
    ];

    private static string? Disturb(Session session, Words words)
    {
        var line = session.Bench.Line ?? throw new BenchException("nothing stands between the station and its central system that could disturb the line");
        var what = words.Next("cut, half-open, stall, refuse, restore or delay");
        Action act = what switch
        {
            "cut" => line.Cut,
            "half-open" => line.HalfOpen,
            "stall" => line.Stall,
            "refuse" => line.Refuse,
            "restore" => line.Restore,
            "delay" => () => line.Delay(words.NextDuration()),
            _ => throw new BenchException($"expected cut, half-open, stall, refuse, restore or delay, found '{what}'"),
        };
        act();
        return null;
    }

    private static string? RestartCentralSystem(Session session, Words words)
    {
        var network = NetworkOf(session);
        switch (words.Next("stop or start"))
        {
            case "stop":
                network.Refuse();
                session.Bench.Csms!.DisconnectAll("the central system goes down");
                break;
            case "start":
                network.Restore();
                break;
            case var other:
                throw new BenchException($"expected stop or start, found '{other}'");
        }

        return null;
    }

    private static VirtualNetwork NetworkOf(Session session) =>
        session.Bench.Network ?? throw new BenchException("the central system is somebody else's: only the line to it can be disturbed, by 'link'");
}
