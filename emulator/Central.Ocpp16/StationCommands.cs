using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.RemoteTrigger;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16;

/// <summary>
/// Short forms of what programs ask a station most (OCPP 1.6, section 5); every other action goes by
/// <c>CallAsync(Ocpp16Catalog.Action, request)</c>.
/// </summary>
public static class StationCommands
{
    public static Task<CommandResult<RemoteStopTransactionResponse>> RemoteStopAsync(this ConnectedStation station, long transactionId) =>
        station.CallAsync(Ocpp16Catalog.RemoteStopTransaction, new RemoteStopTransactionRequest { TransactionId = transactionId });

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

    public static Task<CommandResult<DataTransferResponse>> DataTransferAsync(
        this ConnectedStation station, string vendorId, string? messageId = null, string? data = null) =>
        station.CallAsync(Ocpp16Catalog.DataTransfer, new DataTransferRequest { VendorId = vendorId, MessageId = messageId, Data = data });
}
