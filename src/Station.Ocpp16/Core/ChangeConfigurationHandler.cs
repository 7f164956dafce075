using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Protocol.Configuration;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.3: unknown keys are NotSupported, what cannot be taken is Rejected and changes nothing.</summary>
internal sealed class ChangeConfigurationHandler(ConfigurationTable table)
    : ActionHandler<ChangeConfigurationRequest, ChangeConfigurationResponse>(Ocpp16Catalog.ChangeConfiguration)
{
    public override async Task<ActionReply<ChangeConfigurationResponse>> HandleAsync(ChangeConfigurationRequest request)
    {
        var status = table.Find(request.Key) is not { } key ? ConfigurationStatus.NotSupported
            : await table.TrySetAsync(key, request.Value) ? ConfigurationStatus.Accepted
            : ConfigurationStatus.Rejected;
        return await Answer(new ChangeConfigurationResponse { Status = status });
    }
}
