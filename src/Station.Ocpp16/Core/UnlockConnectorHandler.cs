using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Ocpp16.Mapping;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.18: answered when it is known what came of it. A connector without a lock keeps its transaction.</summary>
internal sealed class UnlockConnectorHandler(ChargingStation station)
    : ActionHandler<UnlockConnectorRequest, UnlockConnectorResponse>(Ocpp16Catalog.UnlockConnector)
{
    public override async Task<ActionReply<UnlockConnectorResponse>> HandleAsync(UnlockConnectorRequest request)
    {
        var result = station.Find(request.ConnectorId) is { } connector ? await connector.UnlockAsync() : UnlockResult.NotSupported;
        return await Answer(new UnlockConnectorResponse { Status = UnlockResults.Write(result) });
    }
}
