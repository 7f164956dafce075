using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Access;

/// <summary>
/// What a presented tag means. On a reader of its own it acts on that connector. On a shared one it stops the transaction of
/// the same tag or group; else it starts the connector it has reserved, if plugged; else the plugged connector without a
/// transaction that was plugged last; else every free connector it may use waits for the plug, and the first takes it.
/// </summary>
internal sealed class TokenHandler : IDisposable
{
    private readonly Loop _loop;
    private readonly StationSettings _settings;
    private readonly IReadOnlyList<Connector> _connectors;
    private readonly Authorizer _authorizer;
    private readonly ReservationService _reservations;
    private readonly ILogger _logger;
    private readonly List<(IRfidReader Reader, Action<PresentedToken> Handler)> _subscriptions = [];

    public TokenHandler(
        Loop loop, StationSettings settings, IReadOnlyList<Connector> connectors, Authorizer authorizer, ReservationService reservations, ILogger logger)
    {
        _loop = loop;
        _settings = settings;
        _connectors = connectors;
        _authorizer = authorizer;
        _reservations = reservations;
        _logger = logger;
        foreach (var group in connectors.Where(connector => connector.Devices.Reader is not null).GroupBy(connector => connector.Devices.Reader!))
        {
            var served = group.ToList();
            var asked = new HashSet<string>(IdToken.Values);
            Action<PresentedToken> handler = presented => loop.Start(() => PresentAsync(served, asked, Read(presented)));
            group.Key.Presented += handler;
            _subscriptions.Add((group.Key, handler));
        }

        Action<Connector, PlugState> onPlug = (connector, _) => ClaimOnPlug(connector);
        foreach (var connector in connectors)
        {
            connector.PlugChanged += onPlug;
        }
    }

    /// <summary>
    /// The connector a remote start would act on: the one named, else the one reserved for the tag, else the plugged one, else the
    /// first free one; null when it cannot.
    /// </summary>
    public Connector? ChooseForRemoteStart(int? connectorId, IdToken idToken)
    {
        var known = _authorizer.Find(idToken);
        return Choose(connectorId, idToken, known?.GroupIdToken, connector => connector.CanStart && MightStart(connector, idToken, known));
    }

    public bool RemoteStart(int? connectorId, IdToken idToken, ChargingProfile? profile = null)
    {
        if (ChooseForRemoteStart(connectorId, idToken) is not { } connector)
        {
            return false;
        }

        // A reservation in the way may be the group's: only the central system knows who belongs to it.
        var groupIdToken = _authorizer.Find(idToken)?.GroupIdToken;
        if (_settings.AuthorizeRemoteTxRequests || _reservations.InTheWay(connector, idToken, groupIdToken) is not null)
        {
            _loop.Start(() => AuthorizeRemoteAsync(connector, connectorId, idToken, profile));
        }
        else
        {
            connector.Authorize(new PendingStart(idToken, groupIdToken, IsRemote: true) { ChargingProfile = profile });
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

    private Connector? Choose(int? connectorId, IdToken idToken, IdToken? groupIdToken, Func<Connector, bool> canBegin)
    {
        var candidates = _connectors
            .Where(connector => (connectorId is null || connector.Id == connectorId) && canBegin(connector)).ToList();
        return candidates.Find(connector => IsReservedFor(connector, idToken, groupIdToken)) ?? LastPlugged(candidates) ??
            candidates.Find(connector => _reservations.InTheWay(connector, idToken, groupIdToken) is null) ?? candidates.FirstOrDefault();
    }

    private async Task AuthorizeRemoteAsync(Connector wanted, int? connectorId, IdToken idToken, ChargingProfile? profile)
    {
        var info = await _authorizer.AuthorizeAsync(idToken);
        using var about = _logger.BeginScope("connector {ConnectorId}", wanted.Id);
        if (!info.IsAccepted)
        {
            Refuse(idToken, info);
            return;
        }

        // Who the tag belongs to is known only now, and with it which connectors are kept from it.
        var start = new PendingStart(idToken, info.GroupIdToken, IsRemote: true) { ChargingProfile = profile };
        var chosen = MayStart(wanted, start) ? wanted : Choose(connectorId, idToken, info.GroupIdToken, connector => MayStart(connector, start));
        if (chosen is not null)
        {
            chosen.Authorize(start);
        }
        else if (_connectors.Any(connector => (connectorId is null || connector.Id == connectorId) && connector.CanStart))
        {
            RefuseReserved(idToken);
        }
    }

    /// <param name="asked">Tags of this reader about which the central system has been asked and has not answered.</param>
    private async Task PresentAsync(IReadOnlyList<Connector> served, HashSet<string> asked, IdToken idToken)
    {
        // The tag that started a transaction may always end it without asking; so where its group is known.
        var known = _authorizer.Find(idToken);
        var group = known is { IsAccepted: true } ? known.GroupIdToken : null;
        if (Running(served, transaction => transaction.IdToken.IsSameAs(idToken)) is { } own)
        {
            own.Stop(StopReason.Local, idToken);
        }
        else if (served.FirstOrDefault(connector => connector.Pending is { IsRemote: false } pending && pending.IdToken.IsSameAs(idToken)) is { } waiting)
        {
            WithdrawFrom(served, waiting.Pending!);
        }
        else if (Running(served, transaction => transaction.IsOfGroup(group)) is { } groups)
        {
            groups.Stop(StopReason.Local, idToken);
        }
        else if (IsReservedForOthers(served, idToken, known))
        {
            using var about = About(served);
            RefuseReserved(idToken);
        }
        else if (asked.Add(idToken.Value))
        {
            // Who shows a card again because nothing happens yet must not end by it what it is about to start.
            try
            {
                Act(served, idToken, await _authorizer.AuthorizeAsync(idToken));
            }
            finally
            {
                asked.Remove(idToken.Value);
            }
        }
    }

    /// <summary>Only a reader of its own says which connector a tag is about.</summary>
    private IDisposable? About(IReadOnlyList<Connector> served) =>
        served is [var only] ? _logger.BeginScope("connector {ConnectorId}", only.Id) : null;

    private void Act(IReadOnlyList<Connector> served, IdToken idToken, TagInfo info)
    {
        using var about = About(served);
        if (TryReleaseHeldCables(served, idToken, info))
        {
            // Who came to fetch a cable does not want to charge by it.
            return;
        }

        // ConcurrentTx may speak of the very transaction that is to end.
        var mayEnd = info.Status is AuthorizationStatus.Accepted or AuthorizationStatus.ConcurrentTx;
        if (mayEnd && Running(served, transaction => transaction.IsOfGroup(info.GroupIdToken)) is { } group)
        {
            group.Stop(StopReason.Local, idToken);
        }
        else if (!info.IsAccepted)
        {
            Refuse(idToken, info);
        }
        else
        {
            Start(served, new PendingStart(idToken, info.GroupIdToken, IsRemote: false));
        }
    }

    private void Start(IReadOnlyList<Connector> served, PendingStart start)
    {
        var plugged = served.Where(connector => connector.Devices.Plug.Plug == PlugState.Connected && MayStart(connector, start)).ToList();
        if ((plugged.Find(connector => IsReservedFor(connector, start.IdToken, start.GroupIdToken)) ?? LastPlugged(plugged)) is { } chosen)
        {
            chosen.Authorize(start);
            return;
        }

        // One after the other: each that waits is one less for those who have reserved any connector.
        var startable = served.Where(connector => connector.CanStart).ToList();
        foreach (var connector in startable.Where(connector => MayStart(connector, start)))
        {
            connector.Authorize(start);
        }

        if (startable.Count > 0 && startable.TrueForAll(connector => !ReferenceEquals(connector.Pending, start)))
        {
            RefuseReserved(start.IdToken);
        }
    }

    private bool MayStart(Connector connector, PendingStart start) =>
        connector.CanStart && _reservations.InTheWay(connector, start.IdToken, start.GroupIdToken) is null;

    /// <summary>Nothing reserved is in the way, or what is there could be the group's whose tags are not known yet.</summary>
    private bool MightStart(Connector connector, IdToken idToken, TagInfo? known) =>
        _reservations.InTheWay(connector, idToken, known?.GroupIdToken) is not { } reservation ||
        (reservation.GroupIdToken is not null && known?.GroupIdToken is null);

    private bool IsReservedFor(Connector connector, IdToken idToken, IdToken? groupIdToken) =>
        _reservations.On(connector) is { } reservation && reservation.IsFor(idToken, groupIdToken);

    /// <summary>Whatever the central system said of the tag, there is nothing that it could start, end or free.</summary>
    private bool IsReservedForOthers(IReadOnlyList<Connector> served, IdToken idToken, TagInfo? known)
    {
        var startable = served.Where(connector => connector.CanStart).ToList();
        return startable.Count > 0 && startable.TrueForAll(connector => !MightStart(connector, idToken, known)) &&
            Running(served, transaction => transaction.GroupIdToken is not null) is null && served.All(connector => connector.LockedFor is null);
    }

    private static Connector? Running(IReadOnlyList<Connector> served, Func<Transaction, bool> predicate) =>
        served.FirstOrDefault(connector => connector.Transaction is { IsStopping: false } transaction && predicate(transaction));

    private static Connector? LastPlugged(IReadOnlyList<Connector> served) =>
        served.Where(connector => connector.CanStart && connector.Devices.Plug.Plug == PlugState.Connected).MaxBy(connector => connector.PluggedAt);

    /// <summary>The first plug takes an authorization that several connectors hold.</summary>
    private void ClaimOnPlug(Connector claimant)
    {
        if (claimant.Pending is { } start && claimant.Devices.Plug.Plug == PlugState.Connected)
        {
            WithdrawFrom(_connectors.Where(other => other != claimant), start);
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
    private static bool TryReleaseHeldCables(IEnumerable<Connector> served, IdToken idToken, TagInfo info)
    {
        var locked = served.Where(connector => connector.LockedFor?.IsFor(idToken, info.GroupIdToken) == true).ToList();
        locked.ForEach(connector => connector.ReleaseCable());
        return locked.Count > 0;
    }

    private static IdToken Read(PresentedToken presented) => new(presented.Text, presented.Standard switch
    {
        CardStandard.Iso14443 => IdTokenKind.Iso14443,
        CardStandard.Iso15693 => IdTokenKind.Iso15693,
        _ => IdTokenKind.Unknown,
    });

    private void RefuseReserved(IdToken idToken) =>
        _logger.LogInformation("Tag {IdTag}: every connector it could start is reserved for others", idToken);

    private void Refuse(IdToken idToken, TagInfo info) => _logger.LogInformation("Tag {IdTag} was refused: {Status}", idToken, info.Status);
}
