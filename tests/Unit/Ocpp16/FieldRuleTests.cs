using System.Text;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>Rules that stand in the standard's text and not in its types.</summary>
public sealed class FieldRuleTests
{
    [Theory]
    [InlineData("ChangeAvailability", """{"connectorId":-1,"type":"Operative"}""", ErrorCode.PropertyConstraintViolation)]
    [InlineData("ChangeAvailability", """{"connectorId":0,"type":"Operative"}""", null)]
    [InlineData("StatusNotification", """{"connectorId":-1,"errorCode":"NoError","status":"Available"}""", ErrorCode.PropertyConstraintViolation)]
    [InlineData("StatusNotification", """{"connectorId":0,"errorCode":"NoError","status":"Available"}""", null)]
    [InlineData("StartTransaction", """{"connectorId":0,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}""", ErrorCode.PropertyConstraintViolation)]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}""", null)]
    [InlineData("ReserveNow", """{"connectorId":-1,"idTag":"A","reservationId":0,"expiryDate":"2026-01-01T00:00:00Z"}""", ErrorCode.PropertyConstraintViolation)]
    [InlineData("RemoteStartTransaction", """{"connectorId":0,"idTag":"A"}""", null)]
    [InlineData("SendLocalList", """{"listVersion":0,"updateType":"Full"}""", ErrorCode.PropertyConstraintViolation)]
    [InlineData("SendLocalList", """{"listVersion":-1,"updateType":"Full"}""", ErrorCode.PropertyConstraintViolation)]
    [InlineData("SendLocalList", """{"listVersion":1,"updateType":"Full","localAuthorizationList":[]}""", null)]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[]}""", ErrorCode.OccurenceConstraintViolation)]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[]}]}""", ErrorCode.OccurenceConstraintViolation)]
    public void A_rule_is_held(string action, string payload, ErrorCode? expected)
    {
        Assert.True(Ocpp16Catalog.All.TryFind(action, out var description));

        Assert.Equal(expected, description.InspectRequest(Encoding.UTF8.GetBytes(payload), Strictness.Strict).Fault?.Code);
    }

    [Theory]
    [InlineData("16.1", null)]
    [InlineData("16.0", null)]
    [InlineData("1e1", null)]
    [InlineData("0", null)]
    [InlineData("16.15", ErrorCode.PropertyConstraintViolation)]
    [InlineData("16.099999999999998", ErrorCode.PropertyConstraintViolation)]
    [InlineData("1e40", ErrorCode.PropertyConstraintViolation)]
    public void A_limit_has_steps_of_a_tenth(string limit, ErrorCode? expected)
    {
        var payload = """
            {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile",
            "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":LIMIT}]}}}
            """.Replace("LIMIT", limit);

        var fault = Ocpp16Catalog.SetChargingProfile.InspectRequest(Encoding.UTF8.GetBytes(payload), Strictness.Strict).Fault;

        Assert.Equal(expected, fault?.Code);
        Assert.Equal(expected is null ? null : "$.csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit", fault?.Path);
    }

    [Fact]
    public void A_fault_names_the_place_and_what_was_expected()
    {
        var fault = Ocpp16Catalog.Reset.InspectRequest("""{"type":"hard"}"""u8.ToArray(), Strictness.Strict).Fault;

        Assert.Equal("$.type: expected one of: Hard, Soft, found the text \"hard\"", fault?.ToString());
    }

    [Fact]
    public void An_absent_field_is_left_out_and_not_null()
    {
        var request = Ocpp16Catalog.StopTransaction.EncodeRequest(new()
        {
            MeterStop = 100,
            TransactionId = 5,
            Timestamp = new DateTimeOffset(2026, 1, 31, 14, 0, 0, TimeSpan.FromHours(2)),
        });

        Assert.Equal("""{"meterStop":100,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5}""", Encoding.UTF8.GetString(request.Span));
    }
}
