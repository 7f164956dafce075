using System.Globalization;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Protocol.Configuration;

namespace ChargerFirmware.Bench.Views;

/// <summary>
/// What a station on a board says of itself to a certification lab: its hardware from the board file, its features and optional keys
/// from a station that was started on it.
/// </summary>
public sealed class BoardPics
{
    /// <summary>Keys by whose presence or access a lab knows a feature.</summary>
    private static readonly string[] s_optionalKeys =
    [
        "AllowOfflineTxForUnknownId", "AuthorizationCacheEnabled", "AuthorizeRemoteTxRequests", "BlinkRepeat", "LightIntensity", "MaxEnergyOnInvalidId",
        "MessageTimeout", "MinimumStatusDuration", "StopTransactionMaxMeterValues", "StopTransactionOnEVSideDisconnect",
        "UnlockConnectorOnEVSideDisconnect", "WebSocketPingInterval", "AuthorizationKey", "SecurityProfile",
    ];

    private static readonly string[] s_limits =
    [
        "NumberOfConnectors", "LocalAuthListMaxLength", "SendLocalListMaxLength", "ReserveConnectorZeroSupported", "ChargeProfileMaxStackLevel",
        "ChargingScheduleAllowedChargingRateUnit", "ChargingScheduleMaxPeriods", "ConnectorSwitch3to1PhaseSupported", "MaxChargingProfilesInstalled",
        "SupportedFileTransferProtocols",
    ];

    private BoardPics(IReadOnlyList<(string Feature, string Answer)> rows) => Rows = rows;

    public IReadOnlyList<(string Feature, string Answer)> Rows { get; }

    /// <param name="beginning">When the station is started that is asked.</param>
    /// <exception cref="BoardException">The board cannot be used or not be emulated.</exception>
    public static BoardPics Of(BoardFile board, DateTimeOffset beginning)
    {
        using var loop = new VirtualLoop(beginning);
        BoardPics? pics = null;
        loop.Run(() =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = board });
            bench.Start();
            pics = new BoardPics([.. Hardware(board), .. Features(bench.Protocol.Configuration)]);
        });
        return pics!;
    }

    private static IEnumerable<(string, string)> Hardware(BoardFile board)
    {
        yield return ("connectors", Each(board, roles =>
            $"{(roles.Current == CurrentKind.Dc ? "DC" : "AC")} {(roles.Cable == CableKind.Fixed ? "fixed" : "socket")}"));
        yield return ("cable lock", Each(board, roles => roles.Lock is null ? "no" : "yes"));
        var readers = board.Connectors.Select(roles => roles.Reader ?? board.Station.Reader).ToList();
        var shared = readers.Distinct().Count() < readers.Count;
        yield return ("card reader", readers.All(reader => reader is null) ? "no" : shared ? "shared" : "one a connector");
        yield return ("battery (UPS)", board.Station.Mains is null ? "no" : "yes");
        yield return ("emergency stop", board.Station.EmergencyStop is null ? "no" : "yes");
    }

    private static IEnumerable<(string, string)> Features(ConfigurationTable configuration)
    {
        var keys = configuration.All.ToDictionary(key => key.Name, StringComparer.Ordinal);
        var profiles = configuration.Read(keys["SupportedFeatureProfiles"])!.Split(',');
        string[] known = ["Core", "FirmwareManagement", "LocalAuthListManagement", "Reservation", "RemoteTrigger", "SmartCharging"];
        foreach (var profile in known)
        {
            yield return ($"profile {profile}", profiles.Contains(profile) ? "yes" : "no");
        }

        foreach (var name in s_optionalKeys)
        {
            yield return ($"key {name}", !keys.TryGetValue(name, out var key) ? "no" : key.IsReadOnly ? $"R, {configuration.Read(key)}" : "RW");
        }

        foreach (var name in s_limits)
        {
            yield return (name, keys.TryGetValue(name, out var key) ? configuration.Read(key)?.Replace(",", ", ", StringComparison.Ordinal) ?? "" : "no");
        }
    }

    private static string Each(BoardFile board, Func<ConnectorRoles, string> describe) =>
        string.Join(", ", board.Connectors.Select((roles, index) =>
            string.Create(CultureInfo.InvariantCulture, $"{index + 1}: {describe(roles)}")));
}
