using ChargerFirmware.Central.Bindings;
using ChargerFirmware.Central.Commands;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central;

/// <summary>
/// A station as its central system knows it, connected or not. What it knows outlasts connections, and restarts where the store does. Used on the
/// loop.
/// </summary>
public sealed class ConnectedStation
{
    private const int MaxRequestsLookedAt = 20;

    private readonly Csms _csms;
    private readonly RandomSource _ids;
    private readonly SortedDictionary<(int EvseId, int ConnectorId), ConnectorRecord> _connectors = [];
    private readonly SortedDictionary<string, ConfigurationRecord> _configuration = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<int, ReservationRecord> _reservations = [];
    private readonly SortedDictionary<int, ProfileRecord> _profiles = [];
    private StationConnection? _connection;
    private (string Subprotocol, IStationBinding Binding)? _binding;

    internal ConnectedStation(Csms csms, RandomSource random, StationRecord record)
    {
        _csms = csms;
        _ids = random.ForIds("message ids");
        Record = record;
        LastHeard = record.LastHeard;
        BootAnswer = new BootAnswer(RegistrationState.Accepted, csms.Options.HeartbeatIntervalSeconds);
        Registration = record.Registration ?? (csms.Options.KnowsUnbootedStations ? RegistrationState.Accepted : null);
    }

    public string Identity => Record.Identity;

    /// <summary>What it has said of itself.</summary>
    public StationRecord Record { get; private set; }

    /// <summary>The same with what the connection shows.</summary>
    internal StationRecord Current => Record with { LastHeard = LastHeard, Subprotocol = Subprotocol ?? Record.Subprotocol };

    public bool IsConnected => _connection is not null;

    /// <summary>What the current connection speaks; null without one.</summary>
    public string? Subprotocol => _connection?.Subprotocol;

    /// <summary>When its current connection was made; null without one.</summary>
    public DateTimeOffset? ConnectedSince => _connection?.Since;

    /// <summary>Where its last connection came from, for people; null where nobody knows.</summary>
    public string? ConnectedFrom { get; private set; }

    /// <summary>When its last frame came.</summary>
    public DateTimeOffset? LastHeard { get; internal set; }

    /// <summary>What its next BootNotification hears; Accepted unless set.</summary>
    public BootAnswer BootAnswer { get; set; }

    /// <summary>What the station is held for: what its last BootNotification heard. Null before the first one.</summary>
    public RegistrationState? Registration { get; internal set; }

    /// <summary>BootNotifications so far.</summary>
    public int Boots => Record.Boots;

    /// <summary>The last status of each connector, in their order.</summary>
    public IReadOnlyCollection<ConnectorRecord> Connectors => _connectors.Values;

    /// <summary>The configuration keys that it has shown or accepted, in order of their names.</summary>
    public IReadOnlyCollection<ConfigurationRecord> Configuration => _configuration.Values;

    /// <summary>The reservations that it has accepted, until they are used, cancelled or have expired.</summary>
    public IReadOnlyCollection<ReservationRecord> Reservations => _reservations.Values;

    /// <summary>The charging profiles that it has accepted, until they are cleared.</summary>
    public IReadOnlyCollection<ProfileRecord> Profiles => _profiles.Values;

    /// <summary>The local list that it has accepted; null where none was ever sent.</summary>
    public LocalListRecord? LocalList { get; private set; }

    /// <summary>Its sessions that are in memory, in order of their ids.</summary>
    public IEnumerable<SessionRecord> Sessions => _csms.Sessions.Of(Identity);

    /// <summary>What an operator asks of it; null while it is not connected.</summary>
    public IStationCommands? Commands => _connection is null ? null : _binding?.Binding.Commands;

    /// <summary>What the version that it speaks knows of it; null before its first connection.</summary>
    public IStationBinding? Binding => _binding?.Binding;

    /// <summary>Somebody here has asked for it by its identity: it is no stranger, and never forgotten.</summary>
    internal bool IsAskedFor { get; set; }

    /// <summary>The last status of a connector; null when it has reported none.</summary>
    /// <param name="connectorId">In versions that know EVSEs: of EVSE 0.</param>
    public ConnectorRecord? Connector(int connectorId) => _connectors.GetValueOrDefault((0, connectorId));

    /// <summary>The last status of a connector in the standard's word; null when it has reported none.</summary>
    public string? StatusOf(int connectorId) => Connector(connectorId)?.Status;

    /// <summary>The value of a configuration key as it was last seen; null for none.</summary>
    public string? ConfigurationValue(string key) => _configuration.GetValueOrDefault(key)?.Value;

    /// <summary>Makes a call. While another one is open it waits for its turn.</summary>
    public async Task<CommandResult<TResponse>> CallAsync<TRequest, TResponse>(TypedAction<TRequest, TResponse> action, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        ArgumentNullException.ThrowIfNull(action);
        var outcome = await CallAsync(action.Name, action.EncodeRequest(request));
        TResponse? response = null;
        if (outcome is CallOutcome.Result result)
        {
            action.DecodeResponse(result.Payload).TryGet(out response, out _);
        }

        return new CommandResult<TResponse>(action.Name, outcome, response);
    }

    /// <summary>Makes a call as it is written, be it right or not: for consoles, and for testing what a station does with nonsense.</summary>
    /// <param name="payload">JSON in UTF-8; empty for <c>{}</c>.</param>
    /// <exception cref="ArgumentException">The payload is not JSON, or too long for a frame.</exception>
    public async Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload)
    {
        if (_connection is not { } connection || _binding is not var (_, binding))
        {
            return new CallOutcome.LinkLost(Sent: false);
        }

        binding.NoteCall(action, payload);
        var outcome = await connection.CallAsync(action, payload);
        try
        {
            await binding.NoteOutcomeAsync(action, payload, outcome);
        }
        catch (StoreException refused)
        {
            // The station has acted: whoever has asked is not to ask again.
            _csms.ReportFault($"{Identity}: keeping what it has accepted of {action}", refused);
        }

        return outcome;
    }

    /// <summary>Sends a frame as it is written, be it one or not: for testing what a station does with nonsense.</summary>
    /// <returns>False where there is no connection.</returns>
    public bool SendFrame(ReadOnlyMemory<byte> utf8)
    {
        _connection?.SendFrame(utf8);
        return IsConnected;
    }

    /// <summary>Ends the connection, if there is one.</summary>
    public void Disconnect(string reason) => _connection?.Close(reason);

    /// <summary>Whether the station may call that now.</summary>
    public bool MayCall(string action) => _binding?.Binding.MayCall(action) ?? false;

    /// <summary>Whether it is served when it calls that now, be it allowed to or not.</summary>
    internal bool IsServed(string action) => MayCall(action) || (Registration is null && _csms.Options.ServesUnbootedStations);

    internal void Restore(StoredState state)
    {
        foreach (var connector in state.Connectors.Where(record => record.Station == Identity))
        {
            _connectors[KeyOf(connector)] = connector;
        }

        foreach (var setting in state.Configuration.Where(record => record.Station == Identity))
        {
            _configuration[setting.Key] = setting;
        }

        foreach (var reservation in state.Reservations.Where(record => record.Station == Identity))
        {
            _reservations[reservation.Id] = reservation;
        }

        foreach (var profile in state.Profiles.Where(record => record.Station == Identity))
        {
            _profiles[profile.ProfileId] = profile;
        }

        LocalList = state.LocalLists.FirstOrDefault(record => record.Station == Identity);
    }

    internal void Connect(IFrameLink link, IOcppBinding version, string? from)
    {
        ConnectedFrom = from;
        if (_connection is { } older)
        {
            // A station has one connection: whoever comes anew has lost the other one, known or not (OCPP-J 1.6, 3.2).
            const string Replaced = "a newer connection of the same station";
            _connection = null;
            older.Close(Replaced);
            _csms.ReportDisconnected(this, new LinkClosed(LinkCloseCause.ByUs, Replaced));
        }

        if (_binding?.Subprotocol != version.Subprotocol)
        {
            _binding = (version.Subprotocol, version.Bind(_csms, this));
        }

        _connection = new StationConnection(_csms, this, _binding.Value.Binding, _ids, link);
        _csms.ReportConnected(this);
        _connection?.Open();
    }

    internal void OnClosed(StationConnection connection, LinkClosed closed)
    {
        if (_connection == connection)
        {
            _connection = null;
            _csms.ReportDisconnected(this, closed);
        }
    }

    /// <summary>False for a connection that has ended or was replaced.</summary>
    internal bool IsHeardOn(object connection) => _connection == connection;

    /// <summary>It has booted, or said something else of itself.</summary>
    /// <param name="entry">For its state log; null for none.</param>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public async Task ChangeAsync(StationRecord record, StateEntry? entry = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        var current = record with { LastHeard = LastHeard, Subprotocol = Subprotocol ?? record.Subprotocol };
        await _csms.Store.WriteAsync(
            entry is null ? [new StoreChange.Station(current)] : [new StoreChange.Station(current), new StoreChange.State(entry)]);
        Record = current;
        Registration = current.Registration ?? Registration;
        if (entry is not null)
        {
            _csms.ReportState(entry);
        }
    }

    /// <summary>It has reported the status of a connector.</summary>
    /// <returns>False where it has too many connectors: this one is not kept.</returns>
    /// <exception cref="StoreException">It cannot be kept.</exception>
    public async Task<bool> KeepAsync(ConnectorRecord connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        if (_connectors.Count >= _csms.Options.MaxConnectorsPerStation && !_connectors.ContainsKey(KeyOf(connector)))
        {
            return false;
        }

        var before = _connectors.GetValueOrDefault(KeyOf(connector));
        var hasChanged = before?.Status != connector.Status || before.ErrorCode != connector.ErrorCode || before.Info != connector.Info;
        var detail = connector.ErrorCode is null or "NoError" ? connector.Info : $"{connector.ErrorCode} {connector.Info}".TrimEnd();
        var entry = new StateEntry(Identity, connector.ReceivedAt, StateKind.Status, connector.ConnectorId, connector.Status, detail);
        var change = new StoreChange.Connector(connector);
        await _csms.Store.WriteAsync(hasChanged ? [change, new StoreChange.State(entry)] : [change]);
        _connectors[KeyOf(connector)] = connector;
        if (hasChanged)
        {
            _csms.ReportState(entry);
        }

        return true;
    }

    /// <summary>It has shown or accepted configuration keys.</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public Task KeepAsync(IReadOnlyList<ConfigurationRecord> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<StoreChange> changes = [];
        foreach (var setting in settings)
        {
            if (_configuration.Count < _csms.Options.MaxConfigurationKeysPerStation || _configuration.ContainsKey(setting.Key))
            {
                _configuration[setting.Key] = setting;
                changes.Add(new StoreChange.Configuration(setting));
            }
        }

        return changes.Count == 0 ? Task.CompletedTask : _csms.Store.WriteAsync(changes);
    }

    /// <summary>It has accepted a reservation.</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public Task KeepAsync(ReservationRecord reservation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        var now = _csms.Loop.Time.GetUtcNow();
        List<StoreChange> changes = [];
        foreach (var expired in _reservations.Values.Where(known => known.ExpiryDate <= now).ToList())
        {
            _reservations.Remove(expired.Id);
            changes.Add(new StoreChange.ReservationRemoved(Identity, expired.Id));
        }

        _reservations[reservation.Id] = reservation;
        changes.Add(new StoreChange.Reservation(reservation));
        return _csms.Store.WriteAsync(changes);
    }

    /// <summary>A reservation was cancelled or used.</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public async Task RemoveReservationAsync(int id)
    {
        if (_reservations.ContainsKey(id))
        {
            await _csms.Store.WriteAsync(new StoreChange.ReservationRemoved(Identity, id));
            _reservations.Remove(id);
        }
    }

    /// <summary>It has accepted a charging profile. One of the same purpose and level at the same place is replaced (OCPP 1.6, 3.13.2).</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public async Task KeepAsync(ProfileRecord profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var replaced = _profiles.Values.Where(known => known.ProfileId != profile.ProfileId && known.ConnectorId == profile.ConnectorId &&
            known.Purpose == profile.Purpose && known.StackLevel == profile.StackLevel).Select(known => known.ProfileId).ToList();
        await _csms.Store.WriteAsync(
            [.. replaced.Select(id => new StoreChange.ProfileRemoved(Identity, id)), new StoreChange.Profile(profile)]);
        replaced.ForEach(id => _profiles.Remove(id));
        _profiles[profile.ProfileId] = profile;
    }

    /// <summary>Charging profiles were cleared.</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public Task RemoveProfilesAsync(Func<ProfileRecord, bool> isCleared)
    {
        var cleared = _profiles.Values.Where(isCleared).Select(profile => profile.ProfileId).ToList();
        cleared.ForEach(id => _profiles.Remove(id));
        return cleared.Count == 0
            ? Task.CompletedTask
            : _csms.Store.WriteAsync([.. cleared.Select(id => new StoreChange.ProfileRemoved(Identity, id))]);
    }

    /// <summary>It has accepted a local list, or an update of it.</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public Task KeepAsync(LocalListRecord list)
    {
        LocalList = list;
        return _csms.Store.WriteAsync(new StoreChange.LocalList(list));
    }

    /// <summary>Something has happened to it, for its state log.</summary>
    /// <exception cref="StoreException">It cannot be kept.</exception>
    public async Task KeepAsync(StateEntry entry)
    {
        await _csms.Store.WriteAsync(new StoreChange.State(entry));
        _csms.ReportState(entry);
    }

    /// <summary>It was asked for a firmware update or its diagnostics.</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public Task KeepAsync(MaintenanceRequest request) => _csms.Store.WriteAsync(new StoreChange.Maintenance(request));

    /// <summary>It has reported how the last such request goes.</summary>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public async Task KeepReportAsync(MaintenanceKind kind, string status)
    {
        var requests = await _csms.Store.MaintenanceAsync(Identity, MaxRequestsLookedAt);
        if (requests.LastOrDefault(request => request.Kind == kind) is { } latest)
        {
            await KeepAsync(latest with { Status = status, StatusAt = _csms.Loop.Time.GetUtcNow() });
        }
    }

    private static (int EvseId, int ConnectorId) KeyOf(ConnectorRecord connector) => (connector.EvseId ?? 0, connector.ConnectorId);
}
