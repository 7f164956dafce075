using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Sends the clock-aligned values of connectors without a transaction; what cannot be sent now is not kept.</summary>
internal sealed class AlignedValuesSender : IDisposable
{
    private readonly Loop _loop;
    private readonly ChargingStation _station;
    private readonly CentralSystemLink _link;

    public AlignedValuesSender(Loop loop, ChargingStation station, CentralSystemLink link)
    {
        _loop = loop;
        _station = station;
        _link = link;
        station.AlignedSampled += OnSampled;
    }

    public void Dispose() => _station.AlignedSampled -= OnSampled;

    private void OnSampled(Connector connector, MeterSample sample)
    {
        if (sample.Values.Count > 0)
        {
            _loop.Start(() => _link.CallAsync(
                Ocpp16Catalog.MeterValues, new MeterValuesRequest { ConnectorId = connector.Id, MeterValue = [SampleWriter.Write(sample)] }));
        }
    }
}
