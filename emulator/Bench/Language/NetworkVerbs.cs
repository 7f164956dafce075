using ChargerFirmware.Network;

namespace ChargerFirmware.Bench.Language;

/// <summary>What happens to the line between station and central system.</summary>
internal static class NetworkVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("link", "link cut|half-open|stall|restore", "cut the line, let frames vanish, hold them back, or mend it", (session, words) =>
        {
            var network = NetworkOf(session);
            var what = words.Next("cut, half-open, stall or restore");
            Action act = what switch
            {
                "cut" => network.Cut,
                "half-open" => network.HalfOpen,
                "stall" => network.Stall,
                "restore" => network.Restore,
                _ => throw new BenchException($"expected cut, half-open, stall or restore, found '{what}'"),
            };
            act();
            return null;
        }),
        Verb.Of("drop-answer", "drop-answer [ACTION]", "lose the next answer to the station (to ACTION)", (session, words) =>
        {
            NetworkOf(session).DropNext(FramePattern.AnswersTo(LinkEnd.Station, words.IsEnd ? null : words.Next("an action")));
            return null;
        }),
        Verb.Of("refuse-connect", "refuse-connect STATUS [TIMES]", "answer the next upgrades with an HTTP status", (session, words) =>
        {
            var status = (int)words.NextNumber("an HTTP status");
            NetworkOf(session).RefuseNextConnects(status, words.TryTakeNumber() ?? 1);
            return null;
        }),
    ];

    private static VirtualNetwork NetworkOf(Session session) =>
        session.Bench.Network ?? throw new BenchException("the line goes to somebody else's central system and cannot be disturbed here");
}
