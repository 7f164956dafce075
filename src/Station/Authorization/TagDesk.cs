using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Authorization;

/// <summary>
/// What a presented tag means. On a reader of its own it acts on that connector. On a shared one it stops the transaction of
/// the same tag or group; else it starts the plugged connector without a transaction that was plugged last; else every free
/// connector waits for the plug, and the first takes it.
/// </summary>
internal sealed class TagDesk : IDisposable
{
    private readonly StationContext _context;
    private readonly Authorizer _authorizer;
    private readonly List<(IRfidReader Reader, Action<string> Handler)> _subscriptions = [];

    public TagDesk(StationContext context, Authorizer authorizer)
    {
        _context = context;
        _authorizer = authorizer;
        foreach (var group in context.Connectors.Where(connector => connector.Devices.Reader is not null).GroupBy(connector => connector.Devices.Reader!))
        {
            var served = group.ToList();
            Action<string> handler = idTag => context.Loop.Start(() => PresentAsync(served, idTag));
            group.Key.Presented += handler;
            _subscriptions.Add((group.Key, handler));
        }

        foreach (var connector in context.Connectors)
        {
            connector.PlugChanged += _ => ClaimOnPlug(connector);
        }
    }

    /// <summary>A tag was refused.</summary>
    public event Action<string, TagInfo>? Refused;

    /// <summary>The connector a remote start would act on: the one named, else the plugged one, else the first free one; null when it cannot.</summary>
    public Connector? ChooseForRemoteStart(int? connectorId)
    {
        var connector = connectorId is { } id
            ? _context.Connectors.Find(candidate => candidate.Id == id)
            : LastPlugged(_context.Connectors) ?? _context.Connectors.Find(candidate => candidate.CanStart);
        return connector is { CanStart: true } ? connector : null;
    }

    public bool RemoteStart(int? connectorId, string idTag)
    {
        if (ChooseForRemoteStart(connectorId) is not { } connector)
        {
            return false;
        }

        if (_context.Settings.AuthorizeRemoteTxRequests)
        {
            _context.Loop.Start(() => AuthoriseRemoteAsync(connector, idTag));
        }
        else
        {
            connector.Authorise(new PendingStart(idTag, null, IsRemote: true));
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var (reader, handler) in _subscriptions)
        {
            reader.Presented -= handler;
        }
    }

    private async Task AuthoriseRemoteAsync(Connector connector, string idTag)
    {
        var info = await _authorizer.AuthorizeAsync(idTag);
        if (!info.IsAccepted)
        {
            Refuse(idTag, info);
        }
        else if (connector.CanStart)
        {
            connector.Authorise(new PendingStart(idTag, info.ParentIdTag, IsRemote: true));
        }
    }

    private async Task PresentAsync(IReadOnlyList<Connector> served, string idTag)
    {
        // The tag that started a transaction may always end it, and nobody need be asked.
        if (Running(served, transaction => transaction.HasTag(idTag)) is { } own)
        {
            own.Stop(StopReason.Local, idTag);
            return;
        }

        if (served.FirstOrDefault(connector => connector.Pending is { IsRemote: false } pending && IsSameTag(pending.IdTag, idTag)) is { } waiting)
        {
            WithdrawFrom(served, waiting.Pending!);
            return;
        }

        var info = await _authorizer.AuthorizeAsync(idTag);
        ReleaseHeldCables(served, idTag, info);
        if (Running(served, transaction => transaction.HasParent(info.ParentIdTag)) is { } group)
        {
            group.Stop(StopReason.Local, idTag);
        }
        else if (!info.IsAccepted)
        {
            Refuse(idTag, info);
        }
        else
        {
            Start(served, new PendingStart(idTag, info.ParentIdTag, IsRemote: false));
        }
    }

    private static void Start(IReadOnlyList<Connector> served, PendingStart start)
    {
        if (LastPlugged(served) is { } plugged)
        {
            plugged.Authorise(start);
            return;
        }

        foreach (var connector in served.Where(connector => connector.CanStart))
        {
            connector.Authorise(start);
        }
    }

    private static Connector? Running(IReadOnlyList<Connector> served, Func<Transaction, bool> predicate) =>
        served.FirstOrDefault(connector => connector.Transaction is { IsStopping: false } transaction && predicate(transaction));

    private static Connector? LastPlugged(IReadOnlyList<Connector> served) =>
        served.Where(connector => connector.CanStart && connector.Devices.Plug.Plug == PlugState.Connected).MaxBy(connector => connector.PluggedAt);

    /// <summary>The first plug takes an authorisation that several connectors hold.</summary>
    private void ClaimOnPlug(Connector claimant)
    {
        if (claimant.Pending is { } start && claimant.Devices.Plug.Plug == PlugState.Connected)
        {
            WithdrawFrom(_context.Connectors.Where(other => other != claimant), start);
        }
    }

    private static void WithdrawFrom(IEnumerable<Connector> connectors, PendingStart start)
    {
        foreach (var connector in connectors.Where(connector => ReferenceEquals(connector.Pending, start)))
        {
            connector.Withdraw();
        }
    }

    /// <summary>A cable kept locked after an invalid tag is freed by that tag or its group.</summary>
    private static void ReleaseHeldCables(IEnumerable<Connector> served, string idTag, TagInfo info)
    {
        foreach (var connector in served.Where(connector => connector.LockedFor is { } held && (held.HasTag(idTag) || held.HasParent(info.ParentIdTag))))
        {
            connector.ReleaseCable();
        }
    }

    private static bool IsSameTag(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private void Refuse(string idTag, TagInfo info)
    {
        _context.Logger.LogInformation("Tag {IdTag} was refused: {Status}", idTag, info.Status);
        Refused?.Invoke(idTag, info);
    }
}
