using ChargerFirmware.Central;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.RemoteTrigger;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>Short forms of what tests ask a station.</summary>
internal static class StationCalls
{
    public static Task<CommandResult<ChangeConfigurationResponse>> ChangeConfigurationAsync(this ConnectedStation station, string key, string value) =>
        station.CallAsync(Ocpp16Catalog.ChangeConfiguration, new ChangeConfigurationRequest { Key = key, Value = value });

    /// <summary>Asks for some keys, or for all when none is named.</summary>
    public static Task<CommandResult<GetConfigurationResponse>> GetConfigurationAsync(this ConnectedStation station, params string[] keys) =>
        station.CallAsync(Ocpp16Catalog.GetConfiguration, new GetConfigurationRequest { Key = keys is { Length: > 0 } ? keys : null });

    public static Task<CommandResult<ResetResponse>> ResetAsync(this ConnectedStation station, ResetType type) =>
        station.CallAsync(Ocpp16Catalog.Reset, new ResetRequest { Type = type });

    public static Task<CommandResult<TriggerMessageResponse>> TriggerMessageAsync(
        this ConnectedStation station, MessageTrigger requestedMessage, int? connectorId = null) =>
        station.CallAsync(
            Ocpp16Catalog.TriggerMessage, new TriggerMessageRequest { RequestedMessage = requestedMessage, ConnectorId = connectorId });

    public static Task<CommandResult<ClearCacheResponse>> ClearCacheAsync(this ConnectedStation station) =>
        station.CallAsync(Ocpp16Catalog.ClearCache, new ClearCacheRequest());
}
