import base64, time, zeep
from zeep.wsse.username import UsernameToken

fax = zeep.Client("http://127.0.0.1:8000/fax/soap/v2.1?wsdl", wsse=UsernameToken("demo", "demo")).service
message = {"MessageRef": f"letter-{time.time()}", "SendTo": "61011111111"}
document = {"FileName": "letter.txt", "FileData": base64.b64encode(b"Dear Ann,").decode(), "Order": 0}
fax.SendFax(FaxMessages={"FaxMessage": [message]}, Documents={"Document": [document]})
while (status := fax.FaxStatus(MessageRef=message["MessageRef"], Verbosity="results")).FaxStatusTotals.done != 1:
    time.sleep(1)
print(status.FaxMessages.FaxMessage[0].FaxResults.FaxResult[0])
