namespace ChargerFirmware.Tests.Load;

/// <summary>What was acknowledged against what is kept.</summary>
internal static class Account
{
    public static async Task CheckAsync(Ledger ledger, CentralApi api, string prefix, Totals totals)
    {
        var sent = ledger.Sessions.ToList();
        var kept = (await api.SessionsAsync()).Where(session => session.Station.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var byId = kept.GroupBy(session => session.Id).ToDictionary(group => group.Key, group => group.First());

        totals.Check($"everything of {sent.Count} sessions was acknowledged", [.. sent.Where(session => session.Unacknowledged is not null)
            .Select(session => $"{session}: no answer to {session.Unacknowledged}")]);
        totals.Check("no transaction id was given twice", [.. ledger.WrongIds.Concat(Twice(kept))]);
        totals.Check($"each of {ledger.StartsSentAgain} starts that were sent again has got its id again", [.. ledger.OtherIds.Concat(StartedTwice(kept))]);

        var started = sent.Where(session => session.TransactionId is not null).ToList();
        totals.Check(
            $"{started.Count} acknowledged StartTransaction are kept",
            [.. started.Where(session => !IsStart(session, byId)).Select(session => $"{session}")]);
        var stopped = sent.Where(session => session.Stop is not null).ToList();
        totals.Check(
            $"{stopped.Count} acknowledged StopTransaction are kept",
            [.. stopped.Where(session => !IsStop(session, byId)).Select(session => $"{session}")]);
        totals.Check(
            $"{sent.Sum(session => session.Values.Count)} acknowledged MeterValues are kept",
            await LostValuesAsync(started.Where(session => byId.ContainsKey(session.TransactionId!.Value)), api));
        totals.Check("nothing is kept that nobody has sent", Unsent(sent, kept));
    }

    private static IEnumerable<string> Twice(IEnumerable<StoredSession> kept) =>
        kept.GroupBy(session => session.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key} is kept {group.Count()} times");

    private static IEnumerable<string> StartedTwice(IEnumerable<StoredSession> kept) => kept
        .GroupBy(session => (session.Station, session.ConnectorId, session.IdTag, session.StartTime, session.MeterStartWh))
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key} is kept as {string.Join(", ", group.Select(session => session.Id))}");

    private static bool IsStart(SentSession session, Dictionary<long, StoredSession> kept) =>
        kept.GetValueOrDefault(session.TransactionId!.Value) is { } stored && IsSame(session, stored);

    private static bool IsSame(SentSession session, StoredSession stored) =>
        (session.Station, session.ConnectorId, session.IdTag, session.StartTime, session.MeterStartWh)
        == (stored.Station, stored.ConnectorId, stored.IdTag, stored.StartTime, stored.MeterStartWh);

    private static bool IsStop(SentSession session, Dictionary<long, StoredSession> kept) =>
        kept.GetValueOrDefault(session.TransactionId!.Value) is { } stored
        && (stored.StopTime, stored.MeterStopWh, stored.StopReason) == (session.Stop!.Time, session.Stop.MeterStopWh, session.Stop.Reason);

    private static async Task<IReadOnlyCollection<string>> LostValuesAsync(IEnumerable<SentSession> sessions, CentralApi api)
    {
        var lost = new List<string>();
        foreach (var session in sessions.Where(session => session.Values.Count > 0))
        {
            var kept = (await api.ValuesAsync(session.TransactionId!.Value)).ToHashSet();
            lost.AddRange(session.Values.Where(value => !kept.Contains(value)).Select(value => $"{session}: {value.RegisterWh} Wh at {value.Time:O}"));
        }

        return lost;
    }

    /// <summary>Sent by the station whose it is, at least: what was sent and never acknowledged may be kept or not.</summary>
    private static List<string> Unsent(IReadOnlyList<SentSession> sent, IReadOnlyList<StoredSession> kept)
    {
        var known = sent.Select(session => (session.Station, session.ConnectorId, session.IdTag, session.StartTime, session.MeterStartWh)).ToHashSet();
        return
        [
            .. kept.Where(session => !known.Contains((session.Station, session.ConnectorId, session.IdTag, session.StartTime, session.MeterStartWh)))
                .Select(session => $"{session}"),
        ];
    }
}
