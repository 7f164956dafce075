using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>Answers that are almost right: used where what they cannot do without is readable, and reported in any case.</summary>
public sealed partial class AnswerTests
{
    [Theory]

    // Ids of transactions.
    [InlineData("StartTransaction", """{"transactionId":"77","idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":77}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":77.0,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":77}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":7.7e1,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":77}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":" 77.0 ","idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":77}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":3000000000,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":3000000000}""", "")]
    [InlineData("StartTransaction", """{"transactionId":9223372036854775807,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":9223372036854775807}""", "")]
    [InlineData("StartTransaction", """{"transactionId":"9223372036854775807","idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":9223372036854775807}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":0,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":0}""", "")]
    [InlineData("StartTransaction", """{"transactionId":-5,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":-5}""", "")]
    [InlineData("StartTransaction", """{"TransactionID":5,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":5}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":5,"transactionId":5,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":5}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":5,"transactionId":null,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":5}""", "transactionId")]

    // Each half of StartTransaction.conf means something without the other one.
    [InlineData("StartTransaction", """{"transactionId":5,"idTagInfo":null}""", """{"transactionId":5}""", "idTagInfo")]
    [InlineData("StartTransaction", """{"transactionId":5}""", """{"transactionId":5}""", "idTagInfo")]
    [InlineData("StartTransaction", """{"transactionId":5,"idTagInfo":{"status":"OK"}}""", """{"transactionId":5}""", "idTagInfo")]
    [InlineData("StartTransaction", """{"transactionId":5,"idTagInfo":"Accepted"}""", """{"transactionId":5}""", "idTagInfo")]
    [InlineData("StartTransaction", """{"idTagInfo":{"status":"Blocked"}}""", """{"idTagInfo":{"status":"Blocked"}}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":null,"idTagInfo":{"status":"Blocked"}}""", """{"idTagInfo":{"status":"Blocked"}}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":-1,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":"-1","idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":7.5,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":"seven","idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":99999999999999999999,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "transactionId")]
    [InlineData("StartTransaction", """{"transactionId":5,"transactionId":6,"idTagInfo":{"status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "transactionId")]
    [InlineData("StartTransaction", "{}", "{}", "idTagInfo transactionId")]

    // What is known of a tag.
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","expiryDate":""}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.expiryDate")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","expiryDate":null}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.expiryDate")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","expiryDate":"never"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.expiryDate")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","expiryDate":1798761600}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.expiryDate")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","expiryDate":"0000-00-00T00:00:00Z"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.expiryDate")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","expiryDate":"2099-12-31 00:00:00"}}""", """{"idTagInfo":{"status":"Accepted","expiryDate":"2099-12-31T00:00:00.000Z"}}""", "idTagInfo.expiryDate")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","parentIdTag":"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.parentIdTag")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","parentIdTag":12345}}""", """{"idTagInfo":{"status":"Accepted","parentIdTag":"12345"}}""", "idTagInfo.parentIdTag")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","parentIdTag":"\ud800"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.parentIdTag")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo.status")]
    [InlineData("Authorize", """{"idTagInfo":{"status":" CONCURRENTTX "}}""", """{"idTagInfo":{"status":"ConcurrentTx"}}""", "idTagInfo.status")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Blocked","status":"Blocked"}}""", """{"idTagInfo":{"status":"Blocked"}}""", "idTagInfo.status")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","note":{"a":[null]}},"status":"Blocked","\ud800":1}""", """{"idTagInfo":{"status":"Accepted"}}""", "* * idTagInfo.*")]
    [InlineData("Authorize", """{"IdTagInfo":{"Status":"Accepted"}}""", """{"idTagInfo":{"status":"Accepted"}}""", "idTagInfo idTagInfo.status")]
    [InlineData("StopTransaction", """{"idTagInfo":{}}""", "{}", "idTagInfo")]
    [InlineData("StopTransaction", """{"idTagInfo":null}""", "{}", "idTagInfo")]
    [InlineData("StopTransaction", """{"idTagInfo":{"status":"EXPIRED","expiryDate":"soon"}}""", """{"idTagInfo":{"status":"Expired"}}""", "idTagInfo.status idTagInfo.expiryDate")]

    // Boot and time.
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29 12:00:00","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00Z","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00+00:00Z","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29 14:00:00.123456789012 +0200","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.123Z","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29t12:00:00z","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":" 2026-11-29 12:00 UTC ","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00","interval":300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29","interval":300}""", """{"status":"Accepted","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"now","interval":300}""", """{"status":"Accepted","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Accepted","interval":300}""", """{"status":"Accepted","interval":300}""", "currentTime")]
    [InlineData("BootNotification", """{"status":"Pending","currentTime":"2026-11-29T12:00:00Z"}""", """{"status":"Pending","currentTime":"2026-11-29T12:00:00.000Z"}""", "interval")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00Z","interval":"300"}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "interval")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00Z","interval":300.0}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z","interval":300}""", "interval")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00Z","interval":300.5}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z"}""", "interval")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00Z","interval":-300}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z"}""", "interval")]
    [InlineData("BootNotification", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00Z","interval":1e12}""", """{"status":"Accepted","currentTime":"2026-11-29T12:00:00.000Z"}""", "interval")]
    [InlineData("BootNotification", """{"status":"ACCEPTED","currentTime":null,"interval":null}""", """{"status":"Accepted"}""", "status currentTime interval")]
    [InlineData("Heartbeat", """{"currentTime":"2026-11-29 12:00:00"}""", """{"currentTime":"2026-11-29T12:00:00.000Z"}""", "currentTime")]
    public void An_answer_is_used_when_what_it_cannot_do_without_is_readable(string action, string payload, string meant, string members)
    {
        var answer = Inspect(action, payload);

        Assert.Null(answer.Fault);
        Assert.Equal(members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), answer.Deviations.Select(deviation => deviation.Member).Order());
        Assert.Equal(meant, Encoding.UTF8.GetString(MessageCodec.Of(action + "Response").Reencode(Encoding.UTF8.GetBytes(payload))));
        Assert.All(answer.Deviations, deviation => Assert.DoesNotMatch(Useless(), deviation.ToString()));
    }

    [Theory]
    [InlineData("Authorize", "{}", "$.idTagInfo: missing; expected an object")]
    [InlineData("Authorize", """{"idTagInfo":{}}""", "$.idTagInfo.status: missing; expected one of: Accepted, Blocked, Expired, Invalid, ConcurrentTx")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"OK"}}""", "$.idTagInfo.status: expected one of: Accepted, Blocked, Expired, Invalid, ConcurrentTx, found the text \"OK\"")]
    [InlineData("Authorize", """{"idTagInfo":{"status":null}}""", "$.idTagInfo.status: expected one of: Accepted, Blocked, Expired, Invalid, ConcurrentTx, found null")]
    [InlineData("Authorize", """{"idTagInfo":{"status":"Accepted","status":"Blocked"}}""", "$.idTagInfo.status: given twice, with two meanings")]
    [InlineData("BootNotification", """{"currentTime":"2026-11-29T12:00:00Z","interval":300}""", "$.status: missing; expected one of: Accepted, Pending, Rejected")]
    [InlineData("BootNotification", """{"status":1,"currentTime":"2026-11-29T12:00:00Z","interval":300}""", "$.status: expected one of: Accepted, Pending, Rejected, found 1")]
    [InlineData("Heartbeat", """{"currentTime":"noon"}""", "$.currentTime: expected a moment such as 2026-01-31T12:00:00.000Z, found the text \"noon\"")]
    public void An_answer_without_what_it_cannot_do_without_means_nothing(string action, string payload, string fault) =>
        Assert.Equal(fault, Inspect(action, payload).Fault?.ToString());

    [Fact]
    public void A_deviation_says_where_what_was_expected_what_came_and_what_became_of_it()
    {
        var deviations = Inspect(
            "StartTransaction", """{"transactionId":"77","idTagInfo":{"status":"Accepted","expiryDate":"","parentIdTag":"ABCDEFGHIJKLMNOPQRSTUVWXYZ"},"x":1}""").Deviations;

        Assert.Equal(
            [
                "$.x: unknown; expected one of: idTagInfo, transactionId; left out",
                "$.idTagInfo.expiryDate: expected a moment such as 2026-01-31T12:00:00.000Z, found the text \"\"; left out",
                "$.idTagInfo.parentIdTag: expected a text of 20 characters at most, found a text of 26 characters; left out",
                "$.transactionId: expected a whole number of 64 bits that is not -1, found the text \"77\"; taken for what it means",
            ],
            deviations.Select(deviation => deviation.ToString()));
    }

    [Theory]
    [InlineData("Authorize", "idTagInfo.status")]
    [InlineData("BootNotification", "status")]
    [InlineData("DataTransfer", "status")]
    [InlineData("Heartbeat", "currentTime")]
    [InlineData("StartTransaction", "transactionId")]
    [InlineData("StartTransaction", "idTagInfo.status")]
    public void No_damage_around_it_loses_what_an_answer_cannot_do_without(string action, string essential) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<int>(seed =>
        {
            var message = Field.Messages[action + "Response"];
            var right = new MessageGenerator(seed).Object(message);
            var damaged = new AnswerDamage(seed).To(right, message, essential);

            Assert.True(Inspect(action, damaged) is { Fault: null }, damaged);
            var read = JsonNode.Parse(MessageCodec.Of(action + "Response").Reencode(Encoding.UTF8.GetBytes(damaged)))!;
            Assert.True(JsonNode.DeepEquals(At(right, essential), At(read, essential)), $"{damaged} became {read.ToJsonString()}");
        }));

    [Theory, MemberData(nameof(MessageTests.Messages), MemberType = typeof(MessageTests))]
    public void No_fault_has_a_message_that_does_not_help(string message) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll<int>(seed =>
        {
            var form = Field.Messages[message];
            var damaged = new AnswerDamage(seed).To(new MessageGenerator(seed).Object(form), form, "");
            foreach (var strictness in Enum.GetValues<Strictness>())
            {
                Assert.DoesNotMatch(Useless(), MessageCodec.Of(message).FindFault(Encoding.UTF8.GetBytes(damaged), strictness)?.ToString() ?? "");
            }
        }));

    /// <summary>Words that hide what came, or what was wrong with it.</summary>
    [GeneratedRegex(@"System\.|inner exception|another form|a whole number[^,]*, found a number|, found $")]
    private static partial Regex Useless();

    private static JsonNode? At(JsonNode json, string path) => path.Split('.').Aggregate<string, JsonNode?>(json, (node, name) => node?[name]);

    private static Inspected Inspect(string action, string payload)
    {
        Assert.True(Ocpp16Catalog.All.TryFind(action, out var description));
        return description.InspectResponse(Encoding.UTF8.GetBytes(payload), Strictness.Salvage);
    }
}
